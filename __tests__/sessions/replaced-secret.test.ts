import { createHash } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import { decode, encode } from 'next-auth/jwt';

import { readSession } from '@/utils/sessions/session.server';

import { newPerson, type Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

const PRESENT = 'the-present-secret-of-the-tests-0123';
const EARLIER = 'the-earlier-secret-of-the-tests-4567';
const GONE = 'a-secret-that-was-taken-out-of-the-list';

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp({ env: { NEXTAUTH_SECRET: `${PRESENT}, ${EARLIER}` } });
});
beforeEach(async () => {
  ada = newPerson(app);
});
afterAll(() => app.close());

/** The user's session cookie, as it would be if that secret had signed it. */
async function signedWith(secret: string, own: object = {}) {
  const [, token = ''] = /session-token=([^;]+)/.exec(await ada.cookies()) ?? [];
  const claims = await decode({ token, secret: PRESENT });
  return `session-token=${await encode({ token: { ...claims, ...own }, secret })}`;
}

const sessionOf = async (Cookie: string) =>
  (await fetch(`${app.url}/api/auth/session`, { headers: { Cookie } })).json();

test('the first secret of the list signs', async () => {
  await ada.signInByMail();
  expect(await sessionOf(await signedWith(PRESENT))).toMatchObject({ user: {} });
});

test('a session that an earlier secret has signed lives on, and one of a secret that is gone does not', async () => {
  await ada.signInByMail();
  expect(await sessionOf(await signedWith(EARLIER))).toMatchObject({ user: {} });
  expect(await sessionOf(await signedWith(GONE))).toEqual({});
});

test('a page signs it anew, so that the earlier secret can be taken out', async () => {
  await ada.signInByMail();
  const [, cookie = ''] = (await signedWith(EARLIER, { seenAt: 0 })).split('=');
  const req = Object.assign(new IncomingMessage(new Socket()), {
    cookies: { 'session-token': cookie },
  });
  const res = new ServerResponse(req);
  expect(await readSession({ req, res })).toMatchObject({ user: { email: ada.address } });
  const [, token = ''] = /session-token=([^;]+)/.exec(String(res.getHeader('Set-Cookie'))) ?? [];
  expect(await decode({ token, secret: PRESENT })).toMatchObject({ email: ada.address });
});

test.each([
  [EARLIER, 'works on'],
  [GONE, 'does not work'],
])('a link that was mailed under "%s" %s', async (secret, what) => {
  await ada.askForLink();
  const link = ada.newestLink();
  const token = new URL(link).searchParams.get('token');
  const hash = createHash('sha256').update(`${token}${secret}`).digest('hex');
  const where = { identifier: ada.address };
  await app.db().verificationToken.updateMany({ where, data: { token: hash } });
  await ada.follow(link);
  expect(Boolean((await ada.session()).user)).toBe(what === 'works on');
});
