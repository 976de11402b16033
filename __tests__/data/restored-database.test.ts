import { fiveMinutesAfterStart } from '../support/app/five-minutes-after-start';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { until } from '../support/app/until';
import { userIdOf } from '../support/authsignal/webhooks';
import { backUpDatabase } from '../support/database/backup';
import { query } from '../support/database/query';
import { startTestDatabase } from '../support/database/test-database';
import { refuse } from '../support/faults/faults';
import { accountOwner, deleteAccount, mailsAbout } from '../support/user/account-owner';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { signInAnew, signInByLinkAnew } from '../support/user/sign-in-anew';

// The database is restored from a backup, and Authsignal is as it was: "since" is since the backup.

const MINUTE = 60_000;

let database: Awaited<ReturnType<typeof startTestDatabase>>;
let app: TestApp;
beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp({ databaseUrl: database.url });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const lastLine = (event: string) =>
  app.logLines.map((line) => JSON.parse(line)).findLast((line) => line.event === event);

test('an account of since is gone: a link makes another one, which gets a passkey of its own', async () => {
  const restore = await backUpDatabase(database.url);
  const ada = await personWithPasskey(app);
  const formerId = await userIdOf(ada);
  expect(await signInAnew(app, ada)).toMatchObject({ status: 200 });
  await app.mailsHaveLeft();
  await restore();

  expect(await ada.session()).toEqual({});
  expect(await signInAnew(app, ada)).toMatchObject({ status: 401 });
  expect(lastLine('sign_in_refused')).toMatchObject({ reason: 'unknown_user' });

  await ada.signInByMail();
  expect(await userIdOf(ada)).not.toBe(formerId);
  expect(await ada.passkeys()).toEqual([]);
  const phone = newPerson(app);
  expect(
    await ada.confirm(await phone.browser.signUp({ token: await ada.enrolmentToken() })),
  ).toMatchObject({ status: 200 });
  const { visit, status } = await signInAnew(app, phone);
  expect(status).toBe(200);
  expect(await userIdOf(visit)).toBe(await userIdOf(ada));
});

test('a passkey of since signs its user in, and has lost its name', async () => {
  const ada = newPerson(app);
  await ada.signInByMail();
  const restore = await backUpDatabase(database.url);
  await ada.confirm(await ada.enrol());
  const [{ id } = { id: '' }] = await ada.passkeys();
  await ada.sendJson('PATCH', `/api/passkeys/${id}`, { name: 'My phone' });
  expect(await ada.passkeys()).toMatchObject([{ id, name: 'My phone' }]);
  await app.mailsHaveLeft();
  await restore();

  const { visit, status } = await signInAnew(app, ada);
  expect(status).toBe(200);
  const [passkey, ...others] = await visit.passkeys();
  expect(passkey).toMatchObject({ id, name: passkey?.provider });
  expect(others).toEqual([]);
});

test('a session that has ended since lives again, until the register is emptied', async () => {
  const ada = newPerson(app);
  await ada.signInByMail();
  const restore = await backUpDatabase(database.url);
  const thief = { headers: { cookie: await ada.cookies() } };
  const session = () => newPerson(app).call('GET', '/api/auth/session', thief);
  await ada.postForm('/api/auth/signout', {});
  expect(await session()).toMatchObject({ body: {} });
  await restore();
  expect(await session()).toMatchObject({ body: { user: { email: ada.address } } });

  await query(database.url, 'DELETE FROM "Session"');
  expect((await session()).body).toEqual({});
});

test('a token that was spent since opens another session, until it is five minutes old', async () => {
  const ada = await personWithPasskey(app);
  await app.mailsHaveLeft();
  const restore = await backUpDatabase(database.url);
  const token = await ada.browser.signIn();
  const old = await app.withClockOff(-5 * MINUTE, () => ada.browser.signIn());
  const bring = async () => (await newPerson(app).bring(token)).status;
  expect([await bring(), await bring()]).toEqual([200, 401]);
  await restore();

  expect([await bring(), await bring()]).toEqual([200, 401]);
  expect((await newPerson(app).bring(old)).status).toBe(401);
});

test('a link that was used since works again, unless the links are deleted', async () => {
  const [ada, bob] = [newPerson(app), newPerson(app)];
  for (const person of [ada, bob]) await person.askForLink();
  const restore = await backUpDatabase(database.url);
  const follow = async (person: Person) => {
    const visit = newPerson(app);
    await visit.follow(person.newestLink());
    return visit.session();
  };
  for (const person of [ada, bob]) expect(await follow(person)).toMatchObject({ method: 'email' });
  for (const person of [ada, bob]) expect(await follow(person)).toEqual({});
  await restore();

  expect(await follow(ada)).toMatchObject({ method: 'email' });
  await query(database.url, 'DELETE FROM "VerificationToken"');
  expect(await follow(bob)).toEqual({});
});

test('a mail that waited in the backup leaves once more', async () => {
  const ada = await accountOwner(app);
  const [{ id } = { id: '' }] = await ada.passkeys();
  await app.smtp.during(refuse, async () => {
    await ada.sendJson('DELETE', `/api/passkeys/${id}`, {});
    await until(() => lastLine('mail_not_sent') !== undefined);
  });
  const restore = await backUpDatabase(database.url);
  const send = async () => {
    await fiveMinutesAfterStart();
    await app.mailsHaveLeft();
    return mailsAbout(ada, 'removed');
  };
  expect([await send(), await send()]).toEqual([1, 1]);
  await restore();

  expect([await send(), await send()]).toEqual([2, 2]);
});

test('an account that was deleted since is back without its passkeys, and is deleted by its id', async () => {
  const ada = await accountOwner(app);
  const id = await userIdOf(ada);
  await app.mailsHaveLeft();
  const restore = await backUpDatabase(database.url);
  expect(await deleteAccount(app, ada)).toMatchObject({ status: 204 });
  await app.mailsHaveLeft();
  await restore();

  const visit = await signInByLinkAnew(app, ada);
  expect(await userIdOf(visit)).toBe(id);
  expect(await visit.passkeys()).toEqual([]);

  const { userId } = lastLine('account_deleted');
  expect(userId).toBe(id);
  await query(database.url, `DELETE FROM "User" WHERE "id" = '${userId}'`);
  expect(await visit.session()).toEqual({});
});
