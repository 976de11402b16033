import { http, HttpResponse } from 'msw';

import {
  accountOwner,
  DELETED,
  deleteAccount,
  mailsAbout,
  NOT_DELETED,
  rowsOf,
  USER,
  whatIsOf,
  WHOLE,
} from '../support/user/account-owner';
import { newPerson, type Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { until } from '../support/app/until';
import { setUpWebhook, userIdOf } from '../support/authsignal/webhooks';

let app: TestApp;
let ada: Person;
let bob: Person;
let whatBobHas: object;
beforeAll(async () => {
  app = await startTestApp();
  bob = await accountOwner(app);
  whatBobHas = await whatIsOf(app, bob);
});
beforeEach(async () => {
  ada = await accountOwner(app);
});
afterEach(async () => {
  app.authsignal.resetHandlers();
  app.authsignal.events.removeAllListeners();
  app.emulator.setWebhookUrl(undefined);
  // Whatever becomes of Ada.
  expect(await whatIsOf(app, bob)).toEqual(whatBobHas);
});
afterAll(() => app.close());

test('a deleted account is gone here and at Authsignal, and so are its sessions', async () => {
  const phone = newPerson(app);
  await phone.askForLink(ada.address);
  await phone.follow(phone.newestLink(ada.address));

  expect(await deleteAccount(app, ada)).toMatchObject({ status: 204, body: { text: '' } });
  await until(() => mailsAbout(ada, DELETED) === 1);
  expect(await ada.session()).toEqual({});
  expect(await phone.session()).toEqual({});
  expect(await app.db().user.count({ where: { email: ada.address } })).toBe(0);
  await expect(ada.browser.signIn()).rejects.toThrow('unknown_credential');
});

test('from where its owner asked for something goes with the account, and with no other', async () => {
  const kept = async (person: Person) => {
    const places = await app.db().changeOrigin.findMany({ select: { ipAddress: true } });
    return places.filter(({ ipAddress }) => ipAddress === person.clientAddress).length;
  };
  expect([await kept(ada), await kept(bob)]).toEqual([1, 1]);
  expect(await deleteAccount(app, ada)).toMatchObject({ status: 204 });
  expect([await kept(ada), await kept(bob)]).toEqual([0, 1]);
});

test('the last mail says when, from where, and what to do if it was somebody else', async () => {
  await deleteAccount(app, ada, {
    Origin: app.url,
    'User-Agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0',
  });
  await until(() => mailsAbout(ada, DELETED) === 1);
  const { text } = ada.mails()[0] ?? {};
  expect(text).toContain(`From: Firefox on Linux, ${ada.clientAddress}`);
  expect(text).toContain('If it was not you');
});

test('who comes back begins a new account, without the passkeys of the old one', async () => {
  await deleteAccount(app, ada);
  await ada.signInByMail();
  expect(await whatIsOf(app, ada)).toMatchObject({ users: 1, passkeys: 0, sessions: 1 });
});

test('an account is deleted within ten minutes of a sign-in, or by a passkey', async () => {
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000);
  expect(await deleteAccount(app, ada)).toMatchObject({
    status: 401,
    body: { error: 'confirmation_required' },
  });
  now.mockRestore();
  expect(await whatIsOf(app, ada)).toMatchObject({ users: 1, passkeys: 1 });
  expect(await deleteAccount(app, ada)).toMatchObject({ status: 204 });
});

test('another site deletes no account, nor a link, nor somebody who is not signed in', async () => {
  expect(await deleteAccount(app, ada, { Origin: 'https://evil.example' })).toMatchObject({
    status: 403,
  });
  expect(await deleteAccount(app, ada, {})).toMatchObject({ status: 403 });
  expect(await deleteAccount(app, newPerson(app))).toMatchObject({ status: 401 });
  const answer = await ada.call('GET', '/api/account');
  expect(answer).toMatchObject({ status: 405 });
  expect(answer.headers.get('allow')).toBe('DELETE');
  expect(await whatIsOf(app, ada)).toMatchObject({ users: 1, passkeys: 1 });
});

test('a 404 that is not of Authsignal does not pass for a deletion', async () => {
  app.authsignal.use(http.delete(USER, () => HttpResponse.html('<h1>No</h1>', { status: 404 })));
  expect(await deleteAccount(app, ada)).toMatchObject(NOT_DELETED);
  app.authsignal.resetHandlers();
  expect(await whatIsOf(app, ada)).toMatchObject({ users: 1, passkeys: 1 });
});

test('a second press does no harm, and there is one last mail', async () => {
  const answers = await Promise.all([deleteAccount(app, ada), deleteAccount(app, ada)]);
  for (const { status } of answers) expect([204, 401]).toContain(status);
  await until(() => mailsAbout(ada, DELETED) === 1);
  expect(await app.db().user.count({ where: { email: ada.address } })).toBe(0);
});

test('the last mail speaks for the passkeys, of which the webhook tells too', async () => {
  const answers = setUpWebhook(app);
  await deleteAccount(app, ada);
  await until(() => answers.at(-1) === 204 && mailsAbout(ada, DELETED) === 1);
  expect(mailsAbout(ada, 'removed')).toBe(0);
});

test('what a table of the site still refers to stays, and the log says why', async () => {
  const id = await userIdOf(ada);
  await app.db().$executeRaw`CREATE TABLE "Note" ("authorId" TEXT REFERENCES "User" ("id"))`;
  await app.db().$executeRaw`INSERT INTO "Note" VALUES (${id})`;
  const before = app.logLines.length;
  expect(await deleteAccount(app, ada)).toMatchObject(NOT_DELETED);
  expect(await rowsOf(app, ada, id)).toEqual(WHOLE);
  expect(app.logLines.slice(before).join('')).toMatch(/"event":"query_refused".*"code":"23503"/);

  await app.db().$executeRaw`DROP TABLE "Note"`;
  expect(await deleteAccount(app, ada)).toMatchObject({ status: 204 });
});
