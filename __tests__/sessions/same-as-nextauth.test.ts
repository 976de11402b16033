import { EncryptJWT } from 'jose';
import { encode } from 'next-auth/jwt';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { askNextAuth } from '@/utils/http/ask-nextauth.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';
import { peekSession } from '@/utils/sessions/session.server';
import { readClaims } from '@/utils/sessions/session-token.server';

import { newPerson } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

type Cookies = Record<string, string>;

let app: TestApp;
let token: string;
let claims: Record<string, unknown>;
let ended: Record<string, unknown>;
beforeAll(async () => {
  app = await startTestApp();
  const [first, second] = [await sessionOf(), await sessionOf()];
  [token, claims] = [first.token, first.claims];
  ended = second.claims;
  await second.person.postForm('/api/auth/signout', {});
});
afterAll(() => app.close());

const request = (cookies: Cookies): RequestWithCookies => Object.assign(Object(null), { cookies });

/** A session that was opened in a browser, with its cookie. */
async function sessionOf() {
  const person = newPerson(app);
  await person.signInByMail();
  const [, token = ''] = /session-token=([^;]+)/.exec(await person.cookies()) ?? [];
  const claims = { ...(await readClaims(request({ 'session-token': token }))) };
  return { person, token, claims };
}

/** What NextAuth's own route tells, with its own way to read a token. */
async function toldByNextAuth(cookies: Cookies) {
  const { jwt: _own, ...options } = sessionOptions();
  const question = { cookies, headers: {}, method: 'GET' };
  const { body }: { body?: unknown } = await askNextAuth(question, ['session'], options);
  const { user, expires, ...more }: { user?: unknown; expires?: string } = Object(body);
  return user ? { user, ...more, hasExpiry: expires !== undefined } : null;
}

async function toldByApp(cookies: Cookies) {
  const session = await peekSession(request({ ...cookies }));
  if (!session) return null;
  const { expires, ...more } = session;
  return { ...more, hasExpiry: expires !== undefined };
}

const secret = () => process.env.NEXTAUTH_SECRET ?? '';
const made = (own: object, more: { maxAge?: number; secret?: string; salt?: string } = {}) =>
  encode({ token: { ...claims, ...own }, secret: secret(), ...more });
const cookie = (value: string): Cookies => ({ 'session-token': value });
const cut = (value: string, size: number) =>
  Object.fromEntries(
    (value.match(RegExp(`.{1,${size}}`, 'g')) ?? []).map((piece, at) => [
      `session-token.${at}`,
      piece,
    ]),
  );
const changedAt = (at: number) => {
  const other = token[at] === 'A' ? 'B' : 'A';
  return token.slice(0, at) + other + token.slice(at + 1);
};

async function expectSame(cases: Record<string, Cookies>, isSession: boolean) {
  for (const [name, cookies] of Object.entries(cases)) {
    const [byNextAuth, byApp] = [await toldByNextAuth(cookies), await toldByApp(cookies)];
    expect({ [name]: byApp }).toEqual({ [name]: byNextAuth });
    expect({ [name]: byApp !== null }).toEqual({ [name]: isSession });
  }
}

test('what is a session for NextAuth is the same session for the app', async () => {
  const pieces = cut(token, 100);
  await expectSame(
    {
      whole: cookie(token),
      'in pieces': pieces,
      'in pieces of one character': cut(token, 1),
      'in pieces, the last first': Object.fromEntries(Object.entries(pieces).reverse()),
      'with other cookies': { ...cookie(token), 'csrf-token': 'x', other: 'y' },
      'made by NextAuth': cookie(await made({})),
      'with further claims': cookie(await made({ name: 'Ada', picture: null, isAdmin: true })),
      'expired ten seconds ago, which clocks may differ by': cookie(
        await made({}, { maxAge: -10 }),
      ),
      'whose use is to be noted': cookie(await made({ seenAt: 0 })),
      'of the next minute': cookie(await made({ authenticatedAt: Date.now() / 1000 + 60 })),
    },
    true,
  );
});

test('what is no session for NextAuth is none for the app', async () => {
  const key = new Uint8Array(32);
  const missing = Object.keys(claims).filter((name) => !['iat', 'exp', 'jti'].includes(name));
  const without = missing.map(async (name) => [
    `without ${name}`,
    cookie(await made({ [name]: undefined })),
  ]);
  const wrong = missing.map(async (name) => [
    `with a list as ${name}`,
    cookie(await made({ [name]: [1] })),
  ]);
  // Each position would take a minute; the parts of a token are header, key, nonce, text and tag.
  const damaged = [...token]
    .map((_, at) => at)
    .filter((at) => at % 7 === 0 && /[\w-]{2}/.test(token.slice(at, at + 2)))
    .map((at) => [`damaged at ${at}`, cookie(changedAt(at))]);
  const foreign = await new EncryptJWT({ ...claims })
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key);
  const unsigned = [{ alg: 'none' }, claims, ''].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );

  await expectSame(
    {
      missing: {},
      empty: cookie(''),
      blank: cookie('  '),
      text: cookie('null'),
      'cut off': cookie(token.slice(0, -9)),
      doubled: cookie(token + token),
      'with a piece too few': cut(token.slice(100), 100),
      'with the pieces of two': { ...cut(token, 100), 'session-token.9': token },
      expired: cookie(await made({}, { maxAge: -60 })),
      'with another secret': cookie(await made({}, { secret: 'another secret' })),
      'with another key': cookie(foreign),
      'for another use': cookie(await made({}, { salt: 'link-asked' })),
      unsigned: cookie(unsigned.join('.')),
      ended: cookie(await made(ended)),
      'of another user': cookie(await made({ sub: ended.sub })),
      'of another session': cookie(await made({ sid: ended.sid })),
      'beyond the limit': cookie(await made({ authenticatedAt: 0 })),
      'by an unknown method': cookie(await made({ method: 'sms' })),
      ...Object.fromEntries(await Promise.all([...without, ...wrong])),
      ...Object.fromEntries(damaged),
    },
    false,
  );
});
