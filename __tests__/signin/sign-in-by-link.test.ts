import { newPerson } from '../support/user/person';
import { createBrowser } from '../support/user/software-authenticator';
import { startTestApp, type TestApp } from '../support/app/test-app';

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
    method: 'email',
    authenticatedAt: expect.any(Number),
    expires: expect.any(String),
  });
});

test('the mail says whom it is from; both its parts where it leads, for how long, and from where it was asked for', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const [mail] = mailsTo(ada.address);
  expect(mail?.from).toBe('Latchkey, Inc. <no-reply@example.com>');
  for (const part of [mail?.text, mail?.html]) {
    expect(part).toContain(`Sign in to ${new URL(app.url).host}`);
    expect(part).toContain('once, for 10 minutes');
    expect(part).toContain(`(Unknown browser, network address ${ada.clientAddress})`);
    expect(part).toContain('Was it not you? Ignore this mail');
  }
});

test('a stranger’s words do not get into the mail', async () => {
  const eve = newPerson(app, createBrowser(app.tenant), 'read http://evil.example');
  const headers = { 'User-Agent': 'Firefox/1 evil.example (Windows NT 10.0)' };
  const callbackUrl = '/YOUR-ACCOUNT-IS-LOCKED.evil.example';
  await eve.postForm('/api/auth/signin/email', { email: eve.address, callbackUrl }, headers);
  const [mail] = mailsTo(eve.address);
  expect(mail?.text).toMatch(/\(Firefox on Windows, network address [\da-f.:]+\)/);
  expect(`${mail?.subject}${mail?.text}${mail?.html}`).not.toMatch(/evil|LOCKED/);
  expect([...new URL(eve.newestLink()).searchParams.keys()]).toEqual(['token', 'email']);
});

test('the database does not hold what the link holds', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const token = new URL(ada.newestLink()).searchParams.get('token') ?? '';
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect(JSON.stringify(await app.db().verificationToken.findMany())).not.toContain(token);
});

test('a link works once', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const link = ada.newestLink();
  await ada.follow(link);
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });

  const visit = newPerson(app);
  expect(location(await visit.follow(link))).toContain('error=link_not_valid');
  expect(await visit.session()).toEqual({});
});

test.each(['GET', 'HEAD'])('%s never uses a link up, whoever opens it', async (method) => {
  const ada = newPerson(app);
  await ada.askForLink();
  const link = ada.newestLink();
  expect(new URL(link).pathname).toBe('/signin/confirm');

  const scanner = newPerson(app);
  const { search } = new URL(link);
  const opened = await scanner.call(method, `/api/auth/callback/email${search}`);
  expect(location(opened)).toBe(`/signin/confirm${search}`);
  expect(await scanner.session()).toEqual({});

  await ada.follow(link);
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});

test('another site cannot send the page off', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const fields = Object.fromEntries(new URL(ada.newestLink()).searchParams);
  const body = new URLSearchParams(fields);
  const forged = await ada.call('POST', '/api/auth/callback/email', { body });
  expect(forged).toMatchObject({ status: 403, body: { error: 'wrong_origin' } });
  expect(await ada.session()).toEqual({});

  await ada.follow(ada.newestLink());
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});

test('a page that got its token in another tab is shown once more, and then works', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const fields = new URL(ada.newestLink()).searchParams;
  const stale = new URLSearchParams({ ...Object.fromEntries(fields), csrfToken: 'of-another-tab' });
  const headers = { Accept: 'text/html,*/*' };
  const answer = await ada.call('POST', '/api/auth/callback/email', { headers, body: stale });
  expect(answer.status).toBe(303);

  const again = new URL(location(answer), app.url);
  expect(again.pathname).toBe('/signin/confirm');
  await ada.follow(again.href);
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});

test('the newest link is the one that works', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const older = ada.newestLink();
  await ada.askForLink();
  expect(location(await ada.follow(older))).toContain('error=link_not_valid');

  await ada.follow(ada.newestLink());
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});

test('of three links that are asked for in the same millisecond one works', async () => {
  const ada = newPerson(app);
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
  await Promise.all([1, 2, 3].map(() => newPerson(app).askForLink(ada.address)));
  now.mockRestore();
  expect(ada.links()).toHaveLength(3);

  const visits = ada.links().map((link) => ({ ...newPerson(app), link }));
  for (const { follow, link } of visits) await follow(link);
  const sessions = await Promise.all(visits.map(({ session }) => session()));
  const signedIn = sessions.filter(({ user }) => user);
  expect(signedIn).toEqual([
    expect.objectContaining({ user: expect.objectContaining({ email: ada.address }) }),
  ]);
});

test('a link does not work if a newer one was mailed while its own mail was under way', async () => {
  const ada = newPerson(app);
  const newer = { identifier: ada.address, token: crypto.randomUUID() };
  const expires = new Date(Date.now() + 11 * 60_000);
  await app.db().verificationToken.create({ data: { ...newer, expires } });
  await ada.askForLink();
  expect(location(await ada.follow(ada.newestLink()))).toContain('error=link_not_valid');

  const where = { identifier: ada.address };
  expect(await app.db().verificationToken.findMany({ where })).toMatchObject([newer]);
});

test('expired links are removed from the database', async () => {
  const old = { identifier: 'old@example.com', token: crypto.randomUUID() };
  await app.db().verificationToken.create({ data: { ...old, expires: new Date(0) } });
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
  await newPerson(app).askForLink();
  now.mockRestore();
  expect(await app.db().verificationToken.findUnique({ where: { token: old.token } })).toBeNull();
});

test('a form that was open for too long says so', async () => {
  const ada = newPerson(app);
  const stale = new URLSearchParams({ email: ada.address, csrfToken: 'stale', callbackUrl: '/x' });
  const answer = await ada.call('POST', '/api/auth/signin/email', { body: stale });
  expect(location(answer)).toBe('/signin?error=form_expired&callbackUrl=%2Fx');
  expect(answer.headers.getSetCookie().join()).not.toContain('link-asked');
  expect(mailsTo(ada.address)).toHaveLength(0);
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
  const refusals = () => app.logLines.filter((line) => line.includes('"reason":"invalid"')).length;
  const before = refusals();
  expect(location(await ada.follow(ada.newestLink()))).toContain('error=link_not_valid');
  expect(refusals()).toBe(before + 1);
  expect(await ada.session()).toEqual({});
  const where = { identifier: ada.address };
  expect(await app.db().verificationToken.count({ where })).toBe(0);
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
  ['the address of a machine', 'a@127.0.0.1'],
  ['a quoted one', '"a@example.com"@example.org'],
  ['two at signs', 'a@b@example.com'],
  ['a full-width at sign', 'a＠b@example.com'],
  ['a display name', 'Ada <ada@example.com>'],
  ['a second header', 'ada@example.com\r\nBcc: eve@example.com'],
  ['a space', 'a da@example.com'],
  ['no dot in the domain', 'ada@localhost'],
  ['a path', 'ada@example.com/../x'],
  ['300 characters', `${'a'.repeat(300)}@example.com`],
  ['a null character', 'ada\0@example.com'],
  ['nothing', ''],
])('%s is no address, and no mail leaves', async (_name, address) => {
  await app.mailsHaveLeft();
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
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});

test('a link leads back to the page that the person wanted', async () => {
  const ada = newPerson(app);
  await ada.postForm('/api/auth/signin/email', { email: ada.address, callbackUrl: '/?tab=keys' });
  expect(location(await ada.follow(ada.newestLink()))).toBe(`${app.url}/?tab=keys`);
});

test('in a browser that did not ask for it a link leads to the account page, whatever was wanted there before', async () => {
  const [ada, bob] = [newPerson(app), newPerson(app)];
  await bob.postForm('/api/auth/signin/email', { email: bob.address, callbackUrl: '/?tab=bobs' });
  await ada.askForLink();
  const link = `${ada.newestLink()}&callbackUrl=%2F%3Ftab%3Devil`;
  expect(location(await bob.follow(link))).toBe(`${app.url}/`);
  expect(await bob.session()).toMatchObject({ user: { email: ada.address } });
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

test('a link works also where a mail program has changed its case, or taken a space along', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const mangled = new URL(ada.newestLink());
  for (const name of ['token', 'email']) {
    const value = mangled.searchParams.get(name) ?? '';
    mangled.searchParams.set(name, `${value.toUpperCase()} `);
  }
  await ada.follow(mangled.href);
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});
