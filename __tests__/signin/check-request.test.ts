import { newPerson, type Person } from '../support/user/person';
import { sendRaw } from '../support/app/raw-http';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = newPerson(app);
});
afterAll(() => app.close());

const form = (body: string) => ({
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body,
});
const json = (body: unknown) => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

test.each([
  ['a list of callback URLs', 'GET', '/api/auth/signin?callbackUrl=/a&callbackUrl=/b', {}, 400],
  ['no URL as callback URL', 'POST', '/api/auth/signout?callbackUrl=http://[', form(''), 400],
  ['a script as callback URL', 'GET', '/api/auth/signin?callbackUrl=javascript:alert(1)', {}, 400],
  ['neither URL nor path to go back to', 'GET', '/api/auth/csrf?callbackUrl=account', {}, 400],
  ['a line break in the path', 'GET', '/api/auth/signin/x%0d%0aSet-Cookie:a', {}, 404],
  ['a letter that no header can hold', 'GET', '/api/auth/signin/%C7%98', {}, 404],
  ['a longer path than there is', 'GET', '/api/auth/callback/email/more', {}, 404],
  ['an error with a line break', 'GET', '/api/auth/error?error=x%0d%0aSet-Cookie:a', {}, 400],
  ['an object as callback URL', 'POST', '/api/auth/signin/email', json({ callbackUrl: {} }), 400],
  ['a list as address', 'POST', '/api/auth/signin/email', form('email=a&email=b'), 400],
  ['more than 16 KB', 'POST', '/api/auth/signin/email', form(`email=${'a'.repeat(17_000)}`), 413],
  ['null as body', 'POST', '/api/auth/signin/email', json(null), 303],
  ['a passkey by GET', 'GET', '/api/auth/callback/credentials', {}, 405],
  ['a method of its own', 'PURGE', '/api/auth/session', {}, 405],
  ['a word for the log', 'POST', '/api/auth/_log', json({ level: 'error', code: 'hello' }), 404],
  ['a sign-out with more behind it', 'POST', '/api/auth/signout/x', form(''), 404],
  ['a session with more behind it', 'GET', '/api/auth/session/x', {}, 404],
  ['an unknown action', 'GET', '/api/auth/nonsense', {}, 400],
])('%s gets a clean answer', async (_name, method, path, init, status) => {
  expect((await ada.call(method, path, init)).status).toBe(status);
});

test.each([
  ['PURGE', '/api/auth/session', 'GET, HEAD, POST'],
  ['GET', '/api/auth/callback/credentials', 'POST'],
  ['PUT', '/api/auth/callback/credentials', 'POST'],
  ['PUT', '/api/auth/callback/email', 'GET, HEAD, POST'],
])(
  '%s %s is refused, and the answer names the methods that are allowed: %s',
  async (method, path, allowed) => {
    const answer = await ada.call(method, path);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allowed);
  },
);

test('another site that leads a browser here does not choose where the next sign-in leads', async () => {
  const bea = newPerson(app);
  await bea.postForm('/api/auth/signin/email', { email: bea.address, callbackUrl: '/wanted' });
  for (const path of ['csrf', 'signin', 'providers', 'error', 'signout']) {
    await bea.call('GET', `/api/auth/${path}?callbackUrl=/?delete`);
  }
  const { headers } = await bea.follow(bea.newestLink());
  expect(headers.get('location')).toBe(`${app.url}/wanted`);
});

test('a garbled callback cookie is healed, and signs nobody out', async () => {
  await ada.signInByMail();
  const others = (await ada.cookies())
    .split('; ')
    .filter((one) => !one.startsWith('callback-url='));
  const headers = { Cookie: [...others, 'callback-url=garbage'].join('; ') };
  const session = await fetch(`${app.url}/api/auth/session`, { headers });
  expect(session.status).toBe(200);
  expect(await session.json()).toMatchObject({ user: { email: ada.address } });
  expect((await fetch(`${app.url}/api/auth/csrf`, { headers })).status).toBe(200);
});

test('the pages and routes that people use are let through', async () => {
  expect((await ada.call('GET', '/api/auth/csrf')).status).toBe(200);
  expect((await ada.call('GET', '/api/auth/providers')).status).toBe(200);
  expect((await ada.call('GET', '/api/auth/signin?callbackUrl=/a')).status).toBe(302);
  expect((await ada.call('GET', '/api/auth/error?error=Verification')).status).toBe(302);
});

test.each(['/api/auth/callback', '/api/auth/signin/email'])(
  'after a body for %s that is too large its connection takes the next request',
  async (path) => {
    const headers = `Host: localhost\r\nOrigin: ${app.url}\r\nContent-Type: application/json`;
    const large = `POST ${path} HTTP/1.1\r\n${headers}\r\nContent-Length: 200000\r\n\r\n`;
    const next = 'GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';
    const bytes = Buffer.from(large + 'a'.repeat(200_000) + next);
    const answers = await sendRaw(app.url, { bytes, isComplete: true });
    expect(answers.status).toBe(413);
    expect(answers.body).toContain('{"status":"ok"}');
  },
);
