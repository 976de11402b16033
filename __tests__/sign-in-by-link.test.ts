import { newPerson } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const location = ({ headers }: { headers: Headers }) => headers.get('location') ?? '';
const mailsTo = (address: string) => app.mailbox.mails().filter(({ to }) => to.includes(address));

test('a mailed link signs the person in who asked for it', async () => {
  const ada = newPerson(app);
  const asked = await ada.askForLink();
  expect(location(asked)).toContain('/api/auth/verify-request');
  expect(mailsTo(ada.address)).toHaveLength(1);

  const followed = await ada.follow(ada.newestLink());
  expect(followed.status).toBe(302);
  expect(location(followed)).toBe(`${app.url}/`);
  expect(await ada.session()).toEqual({
    user: { id: expect.any(String), email: ada.address },
    sid: expect.any(String),
    isVerified: true,
    method: 'email',
    authenticatedAt: expect.any(Number),
    expires: expect.any(String),
  });
});

test('a link works once', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const link = ada.newestLink();
  await ada.follow(link);
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });

  const visit = newPerson(app);
  expect(location(await visit.follow(link))).toContain('error=Verification');
  expect(await visit.session()).toEqual({});
});

test('a link works for ten minutes', async () => {
  const ada = newPerson(app);
  const asked = Date.now();
  await ada.askForLink();

  const { expires } = await app
    .db()
    .verificationToken.findFirstOrThrow({ where: { identifier: ada.address } });
  const life = expires.getTime() - asked;
  expect(life).toBeGreaterThanOrEqual(10 * 60_000);
  expect(life).toBeLessThan(11 * 60_000);

  await app.db().verificationToken.updateMany({
    where: { identifier: ada.address },
    data: { expires: new Date(Date.now() - 1) },
  });
  expect(location(await ada.follow(ada.newestLink()))).toContain('error=Verification');
  expect(await ada.session()).toEqual({});
});

test('two spellings of an address are one account', async () => {
  const ada = newPerson(app);
  await ada.signInByMail();
  const { user } = await ada.session();

  const again = newPerson(app);
  await again.askForLink(`  ${ada.address.toUpperCase()} `);
  await again.follow(again.newestLink(ada.address));
  expect((await again.session()).user).toEqual(user);
});

test.each([
  ['two addresses', 'a@example.com,b@example.com'],
  ['a quoted one', '"a@example.com"@example.org'],
  ['two at signs', 'a@b@example.com'],
  ['a full-width at sign', 'a＠b@example.com'],
  ['a display name', 'Ada <ada@example.com>'],
  ['a second header', 'ada@example.com\r\nBcc: eve@example.com'],
  ['a space', 'a da@example.com'],
  ['no dot in the domain', 'ada@localhost'],
  ['a path', 'ada@example.com/../x'],
  ['300 characters', `${'a'.repeat(300)}@example.com`],
  ['nothing', ''],
])('%s is no address, and no mail leaves', async (_name, address) => {
  const before = app.mailbox.mails().length;
  const ada = newPerson(app);
  expect(location(await ada.askForLink(address))).toBe('/signin?error=invalid_email');
  expect(app.mailbox.mails()).toHaveLength(before);

  await ada.askForLink();
  expect(app.mailbox.mails()).toHaveLength(before + 1);
});

test('a known and an unknown address get the same answer', async () => {
  const ada = newPerson(app);
  await ada.signInByMail();

  const known = await newPerson(app).askForLink(ada.address);
  const unknown = await newPerson(app).askForLink();
  expect([known.status, location(known)]).toEqual([unknown.status, location(unknown)]);
});

test('a request without the CSRF token sends no mail', async () => {
  const ada = newPerson(app);
  const body = new URLSearchParams({ email: ada.address });
  await ada.call('POST', '/api/auth/signin/email', { body });
  expect(mailsTo(ada.address)).toHaveLength(0);

  await ada.askForLink();
  expect(mailsTo(ada.address)).toHaveLength(1);
});

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  'javascript:alert(1)',
  'http://localhost@evil.example',
  'nonsense:',
])('a link never leads to another site: %s', async (callbackUrl) => {
  const ada = newPerson(app);
  await ada.postForm('/api/auth/signin/email', { email: ada.address, callbackUrl });
  const to = location(await ada.follow(ada.newestLink()));
  expect(new URL(to, app.url).origin).toBe(app.url);
});

test('a link leads back to the page that the person wanted', async () => {
  const ada = newPerson(app);
  await ada.postForm('/api/auth/signin/email', { email: ada.address, callbackUrl: '/?tab=keys' });
  expect(location(await ada.follow(ada.newestLink()))).toBe(`${app.url}/?tab=keys`);
});

test('a client cannot write into its session', async () => {
  const ada = newPerson(app);
  await ada.signInByMail();
  const before = await ada.session();
  const { csrfToken } = (await ada.call('GET', '/api/auth/csrf')).body;
  const data = { user: { id: 'somebody-else' }, method: 'passkey', authenticatedAt: 9e9, sub: 'x' };
  await ada.postJson('/api/auth/session', { csrfToken, data });

  expect(await ada.session()).toEqual({ ...before, expires: expect.any(String) });
});
