import { randomUUID } from 'node:crypto';

import { encode, type JWT } from 'next-auth/jwt';
import { Client } from 'pg';

import { newPerson, personWithPasskey, type Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

const DAY = 24 * 60 * 60_000;

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  ada = newPerson(app);
  await ada.signInByMail();
});
afterAll(() => app.close());

const nobody = {};
const somebody = { user: { email: expect.any(String) } };

/** The same person in another browser: one more session. */
async function elsewhere(person: Person) {
  const other = newPerson(app);
  await other.askForLink(person.address);
  await other.follow(other.newestLink(person.address));
  expect(await other.session()).toMatchObject(somebody);
  return other;
}

/** A thief's browser, with a copy of every cookie. */
async function copyOf(person: Person) {
  const Cookie = await person.cookies();
  const session = async () =>
    (await fetch(`${app.url}/api/auth/session`, { headers: { Cookie } })).json();
  return { session };
}

test('signing out makes a copied cookie worthless', async () => {
  const thief = await copyOf(ada);
  expect(await thief.session()).toMatchObject(somebody);

  await ada.postForm('/api/auth/signout', {});
  expect(await ada.session()).toEqual(nobody);
  const before = app.logLines.length;
  expect(await thief.session()).toEqual(nobody);
  // That is how it should be, and no error for the log.
  expect(app.logLines.slice(before)).toEqual([]);
});

test('signing out in one browser leaves the others signed in', async () => {
  const phone = await elsewhere(ada);
  await ada.postForm('/api/auth/signout', {});
  expect(await ada.session()).toEqual(nobody);
  expect(await phone.session()).toMatchObject(somebody);
});

test('signing out everywhere else ends all sessions of the person but this one', async () => {
  const [phone, tablet] = [await elsewhere(ada), await elsewhere(ada)];
  const bob = newPerson(app);
  await bob.signInByMail();

  const answer = await ada.call('DELETE', '/api/sessions', { headers: { Origin: app.url } });
  expect(answer.status).toBe(204);
  expect(await phone.session()).toEqual(nobody);
  expect(await tablet.session()).toEqual(nobody);
  expect(await ada.session()).toMatchObject(somebody);
  expect(await bob.session()).toMatchObject(somebody);
});

test('a person sees their own live sessions, and can end one', async () => {
  const phone = await elsewhere(ada);
  const list = async () => {
    const { sessions } = (await ada.call('GET', '/api/sessions')).body;
    return sessions as { id: string; current: boolean }[];
  };
  const before = await list();
  expect(before).toEqual([
    expect.objectContaining({ current: true }),
    {
      id: expect.any(String),
      current: false,
      method: 'email',
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      lastSeenAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      browser: expect.any(String),
    },
  ]);

  const path = `/api/sessions/${before[1]?.id}`;
  expect(await ada.call('DELETE', path, { headers: { Origin: app.url } })).toMatchObject({
    status: 204,
  });
  expect(await phone.session()).toEqual(nobody);
  expect(await list()).toHaveLength(1);
});

test('a session whose cookie has ended unused is no longer listed', async () => {
  const phone = await elsewhere(ada);
  const { sid } = await phone.session();
  const list = async () => (await ada.call('GET', '/api/sessions')).body.sessions;
  const seen = (days: number) =>
    app.db().session.update({
      where: { sessionToken: String(sid) },
      data: { lastSeenAt: new Date(Date.now() - days * 24 * 60 * 60_000) },
    });
  await seen(6.9);
  expect(await list()).toHaveLength(2);
  await seen(7.1);
  expect(await list()).toEqual([expect.objectContaining({ current: true })]);
});

test("somebody else's session cannot be ended, nor told from one that is not there", async () => {
  const phone = await elsewhere(ada);
  const bob = newPerson(app);
  await bob.signInByMail();
  const { sid } = await bob.session();
  const end = (id: unknown) =>
    ada.call('DELETE', `/api/sessions/${id}`, { headers: { Origin: app.url } });

  const theirs = await end(sid);
  expect(theirs).toMatchObject({ status: 404, body: { error: 'not_found' } });
  // The last two no database can look up.
  for (const none of [randomUUID(), 'no-such-session', '%00', `${sid}%00`]) {
    expect(await end(none)).toMatchObject({ status: 404, body: theirs.body });
  }
  expect(await bob.session()).toMatchObject(somebody);
  expect(await phone.session()).toMatchObject(somebody);
});

test('a sign-in in the same browser ends the session before it', async () => {
  const before = await copyOf(ada);
  await ada.askForLink();
  await ada.follow(ada.newestLink());
  expect(await ada.session()).toMatchObject(somebody);
  expect(await before.session()).toEqual(nobody);
});

test('a deleted user is out at once', async () => {
  expect(await ada.session()).toMatchObject(somebody);
  await app.db().user.delete({ where: { email: ada.address } });
  expect(await ada.session()).toEqual(nobody);
});

test('a session ends after thirty days, however much it is used', async () => {
  const { sid } = await ada.session();
  const row = await app.db().session.findUniqueOrThrow({ where: { sessionToken: String(sid) } });
  const life = row.expires.getTime() - row.createdAt.getTime();
  expect(Math.round(life / DAY)).toBe(30);

  const where = { sessionToken: String(sid) };
  await app.db().session.update({ where, data: { expires: new Date(Date.now() - 1) } });
  expect(await ada.session()).toEqual(nobody);
});

test('reading a session is one query', async () => {
  await ada.session();
  const query = jest.spyOn(Client.prototype, 'query');
  await ada.session();
  expect(query).toHaveBeenCalledTimes(1);
  query.mockRestore();
});

test('a passkey is added within ten minutes of a sign-in, or not at all', async () => {
  const bob = await personWithPasskey(app);
  const later = Date.now() + 11 * 60_000;
  const now = jest.spyOn(Date, 'now').mockReturnValue(later);
  expect(await bob.postJson('/api/auth/enroll-passkey', {})).toMatchObject({
    status: 403,
    body: { error: 'reauthentication_required' },
  });

  now.mockRestore();
  expect(await bob.postJson('/api/auth/enroll-passkey', {})).toMatchObject({ status: 200 });
});

test('a session ends after seven days unused', async () => {
  const left = Date.parse(String((await ada.session()).expires)) - Date.now();
  expect(Math.round(left / DAY)).toBe(7);
});

test('no answer that crosses a sign-out brings a session that outlives it', async () => {
  const Cookie = await ada.cookies();
  const read = () => fetch(`${app.url}/api/auth/session`, { headers: { Cookie } });
  const reads = Array.from({ length: 20 }, read);
  await ada.postForm('/api/auth/signout', {});

  const renewed = (await Promise.all(reads)).flatMap(({ headers }) => headers.getSetCookie());
  const sessionCookies = renewed.filter((cookie) => cookie.startsWith('session-token=ey'));
  for (const cookie of [Cookie, ...sessionCookies]) {
    const answer = await fetch(`${app.url}/api/auth/session`, { headers: { Cookie: cookie } });
    expect(await answer.json()).toEqual(nobody);
  }
});

test('an answer that comes late does not bring back the session that another tab has replaced', async () => {
  const sent = (answer: { headers: Headers }) =>
    answer.headers.getSetCookie().filter((cookie) => cookie.startsWith('session-token='));
  for (const path of ['/api/passkeys', '/api/sessions', '/api/auth/session']) {
    const answer = await ada.call('GET', path);
    expect(answer.status).toBe(200);
    expect(sent(answer)).toEqual([]);
  }

  const headers = { Cookie: await ada.cookies() };
  await ada.signInByMail();
  const late = await fetch(`${app.url}/api/auth/session`, { headers });
  expect(await late.json()).toEqual(nobody);
  expect(sent(late)).toEqual([]);
});

test('who signs out leaves no address behind in the browser', async () => {
  expect(await ada.cookies()).toContain('link-asked=');
  await ada.postForm('/api/auth/signout', {});
  expect(await ada.cookies()).not.toContain('link-');
});

test('a form without its token signs nobody out, and says so', async () => {
  const body = new URLSearchParams();
  const answer = await ada.call('POST', '/api/auth/signout', { body });
  expect(answer.headers.get('location')).toBe('/?error=form_expired');
  expect(await ada.session()).toMatchObject(somebody);
  await ada.postForm('/api/auth/signout', {});
  expect(await ada.session()).toEqual(nobody);
});

test('a token of ours that was not made at a sign-in is no session', async () => {
  const { user, sid } = await ada.session();
  const { id: sub, email } = user as { id: string; email: string };
  const sessionOf = async (claims: Partial<JWT>) => {
    const secret = process.env.NEXTAUTH_SECRET ?? '';
    // JWT is the type of a whole session's claims.
    const token = await encode({ token: Object.assign(Object.create(null), claims), secret });
    const headers = { Cookie: `session-token=${token}` };
    return (await fetch(`${app.url}/api/auth/session`, { headers })).json();
  };
  const part = { sub, email, authenticatedAt: Date.now() / 1000, seenAt: Date.now() };
  const whole: Partial<JWT> = { ...part, method: 'email', sid: String(sid) };

  expect(await sessionOf(part)).toEqual(nobody);
  expect(await sessionOf({ ...whole, authenticatedAt: 0 })).toEqual(nobody);
  expect(await sessionOf(whole)).toMatchObject(somebody);
});

test('a token counts only with a session of the user whom it names', async () => {
  const bob = newPerson(app);
  await bob.signInByMail();
  const { user, sid } = await bob.session();
  const { user: own } = await ada.session();
  const secret = process.env.NEXTAUTH_SECRET ?? '';
  const sessionOf = async ({ id: sub, email }: { id: string; email: string }, seenAt: number) => {
    const claims = { sub, email, sid: String(sid), method: 'email', seenAt };
    const token = await encode({
      token: { ...claims, authenticatedAt: Date.now() / 1000 },
      secret,
    });
    const headers = { Cookie: `session-token=${token}` };
    return (await fetch(`${app.url}/api/auth/session`, { headers })).json();
  };
  // A use that is due to be noted is another statement.
  for (const seenAt of [Date.now(), 0]) {
    expect(await sessionOf(own as { id: string; email: string }, seenAt)).toEqual(nobody);
    expect(await sessionOf(user as { id: string; email: string }, seenAt)).toMatchObject(somebody);
  }
});

test('a cookie that NextAuth has cut into pieces is one session, to read, to replace and to end', async () => {
  const ask = (Cookie: string, path: string, init: RequestInit = {}) =>
    fetch(app.url + path, { redirect: 'manual', ...init, headers: { Cookie } });
  /** The cookies of a new session, which is in pieces. */
  async function inPieces(person: Person) {
    const phone = await elsewhere(person);
    const cookies = await phone.cookies();
    const [, token = ''] = /session-token=([^;]+)/.exec(cookies) ?? [];
    const pieces = token.match(/.{1,300}/g) ?? [];
    expect(pieces.length).toBeGreaterThan(1);
    const cut = pieces.map((piece, at) => `session-token.${at}=${piece}`).join('; ');
    return { whole: cookies, cut: cookies.replace(/session-token=[^;]+/, cut) };
  }
  const sessionOf = async (cookies: string) => (await ask(cookies, '/api/auth/session')).json();
  const post = async (cookies: string, path: string, fields: object) => {
    const { csrfToken } = await (await ask(cookies, '/api/auth/csrf')).json();
    const body = new URLSearchParams({ csrfToken, ...fields });
    return ask(cookies, path, { method: 'POST', body });
  };

  const first = await inPieces(ada);
  expect(await sessionOf(first.cut)).toMatchObject(somebody);
  await post(first.cut, '/api/auth/signout', {});
  expect(await sessionOf(first.whole)).toEqual(nobody);

  const bob = newPerson(app);
  const second = await inPieces(bob);
  await bob.askForLink();
  const link = Object.fromEntries(new URL(bob.newestLink()).searchParams);
  expect(await sessionOf(second.whole)).toMatchObject(somebody);
  await post(second.cut, '/api/auth/callback/email', link);
  expect(await sessionOf(second.whole)).toEqual(nobody);
});

test('a session token in an Authorization header opens nothing', async () => {
  const cookies = await ada.cookies();
  const token = /session-token=([^;]+)/.exec(cookies)?.[1];
  const stranger = newPerson(app);
  const headers = { Authorization: `Bearer ${token}` };
  expect(await stranger.call('GET', '/api/sessions', { headers })).toMatchObject({ status: 401 });
  expect(await ada.call('GET', '/api/sessions')).toMatchObject({ status: 200 });
});
