import { http, HttpResponse } from 'msw';

import { answerIsLost, failures } from './support/authsignal-failures';
import { close, hang, insteadOf, slow, when } from './support/faults';
import { newPerson, type Person, personWithPasskey } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';
import { until } from './support/until';
import { bringEvent, eventOf, setUpWebhook, userIdOf } from './support/webhooks';

const USER = 'https://authsignal.test/v1/users/:userId';
const DELETED = 'Your account was deleted';
const DELETES_USER = /DELETE FROM "public"."User"/;

let app: TestApp;
let ada: Person;
let bob: Person;
let whatBobHas: object;
beforeAll(async () => {
  app = await startTestApp();
  bob = await personWithPasskey(app);
  await until(() => mailsAbout(bob, 'added') === 1);
  whatBobHas = await whatIsOf(bob);
});
beforeEach(async () => {
  ada = await personWithPasskey(app);
  await until(() => mailsAbout(ada, 'added') === 1);
});
afterEach(async () => {
  app.authsignal.resetHandlers();
  app.authsignal.events.removeAllListeners();
  app.emulator.setWebhookUrl(undefined);
  // Whatever becomes of Ada.
  expect(await whatIsOf(bob)).toEqual(whatBobHas);
});
afterAll(() => app.close());

const mailsAbout = (person: Person, word: string) =>
  person.mails().filter(({ subject }) => subject.includes(word)).length;
const remove = (person: Person, headers: HeadersInit = { Origin: app.url }) =>
  person.call('DELETE', '/api/account', { headers });
const notDeleted = {
  status: 503,
  body: { error: 'account_not_deleted', message: expect.any(String) },
};

const WHOLE = { user: 1, links: 1, lastMail: 0 };
const GONE = { user: 0, links: 0, lastMail: 1 };

/** What is to go together, and the mail that is to come with it. */
async function rowsOf({ address }: Person, id: string) {
  const change = `account_deleted:${id}`;
  return {
    user: await app.db().user.count({ where: { id } }),
    links: await app.db().verificationToken.count({ where: { identifier: address } }),
    lastMail: await app.db().accountMail.count({ where: { change } }),
  };
}

/** All that there is of a person: what they see, and the rows that name them. */
async function whatIsOf(person: Person) {
  const { passkeys } = (await person.call('GET', '/api/passkeys')).body;
  const { sessions } = (await person.call('GET', '/api/sessions')).body;
  const users = await app.db().user.count({ where: { email: person.address } });
  return {
    users,
    passkeys: (passkeys as unknown[] | undefined)?.length,
    sessions: (sessions as unknown[] | undefined)?.length,
    mails: person.mails().length,
  };
}

test('a deleted account is gone here and at Authsignal, and so are its sessions', async () => {
  const phone = newPerson(app);
  await phone.askForLink(ada.address);
  await phone.follow(phone.newestLink(ada.address));

  expect(await remove(ada)).toMatchObject({ status: 204, body: { text: '' } });
  await until(() => mailsAbout(ada, DELETED) === 1);
  expect(await ada.session()).toEqual({});
  expect(await phone.session()).toEqual({});
  expect(await app.db().user.count({ where: { email: ada.address } })).toBe(0);
  await expect(ada.browser.signIn()).rejects.toThrow('unknown_credential');
});

test('the last mail says when, from where, and what to do if it was somebody else', async () => {
  await remove(ada, { Origin: app.url, 'User-Agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0' });
  await until(() => mailsAbout(ada, DELETED) === 1);
  const { text } = ada.mails()[0] ?? {};
  expect(text).toContain(`From: Firefox on Linux, ${ada.clientAddress}`);
  expect(text).toContain('If it was not you');
});

test('who comes back begins a new account, without the passkeys of the old one', async () => {
  await remove(ada);
  await ada.signInByMail();
  expect(await whatIsOf(ada)).toMatchObject({ users: 1, passkeys: 0, sessions: 1 });
});

test('an account is deleted within ten minutes of a sign-in, or not at all', async () => {
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 11 * 60_000);
  expect(await remove(ada)).toMatchObject({
    status: 403,
    body: { error: 'reauthentication_required' },
  });
  now.mockRestore();
  expect(await whatIsOf(ada)).toMatchObject({ users: 1, passkeys: 1 });
  expect(await remove(ada)).toMatchObject({ status: 204 });
});

test('another site deletes no account, nor a link, nor somebody who is not signed in', async () => {
  expect(await remove(ada, { Origin: 'https://evil.example' })).toMatchObject({ status: 403 });
  expect(await remove(ada, {})).toMatchObject({ status: 403 });
  expect(await remove(newPerson(app))).toMatchObject({ status: 401 });
  const answer = await ada.call('GET', '/api/account');
  expect(answer).toMatchObject({ status: 405 });
  expect(answer.headers.get('allow')).toBe('DELETE');
  expect(await whatIsOf(ada)).toMatchObject({ users: 1, passkeys: 1 });
});

test.each([
  'refused',
  'answering 500',
  'limiting our calls',
  'refusing our key',
  'never answering',
] as const)(
  'while Authsignal is %s, nothing is deleted; when it is back, all of it is',
  async (name) => {
    app.authsignal.use(http.delete(USER, failures[name]));
    expect(await remove(ada)).toMatchObject(notDeleted);
    app.authsignal.resetHandlers();
    expect(await whatIsOf(ada)).toMatchObject({ users: 1, passkeys: 1, sessions: 1 });
    expect(mailsAbout(ada, DELETED)).toBe(0);

    expect(await remove(ada)).toMatchObject({ status: 204 });
    await until(() => mailsAbout(ada, DELETED) === 1);
  },
);

test('a 404 that is not of Authsignal does not pass for a deletion', async () => {
  app.authsignal.use(http.delete(USER, () => HttpResponse.html('<h1>No</h1>', { status: 404 })));
  expect(await remove(ada)).toMatchObject(notDeleted);
  app.authsignal.resetHandlers();
  expect(await whatIsOf(ada)).toMatchObject({ users: 1, passkeys: 1 });
});

test.each(['with a success', 'with a 404'])(
  'when the answer of Authsignal was lost, asking again finishes, %s the second time',
  async (how) => {
    const lost = answerIsLost(app.emulator.handlers);
    app.authsignal.use(http.delete(USER, lost, { once: true }));
    expect(await remove(ada)).toMatchObject(notDeleted);
    expect(await whatIsOf(ada)).toMatchObject({ users: 1, passkeys: 0, sessions: 1 });

    const gone = { error: 'not_found', errorCode: 'not_found' };
    if (how === 'with a 404') {
      app.authsignal.use(http.delete(USER, () => HttpResponse.json(gone, { status: 404 })));
    }
    expect(await remove(ada)).toMatchObject({ status: 204 });
    await until(() => mailsAbout(ada, DELETED) === 1);
    expect(await ada.session()).toEqual({});
  },
);

test('when the database fails after Authsignal, asking again finishes', async () => {
  const failing = jest.spyOn(app.db(), '$executeRaw').mockRejectedValueOnce(new Error('gone'));
  expect(await remove(ada)).toMatchObject(notDeleted);
  failing.mockRestore();
  expect(await whatIsOf(ada)).toMatchObject({ users: 1, passkeys: 0, sessions: 1 });
  expect(mailsAbout(ada, DELETED)).toBe(0);

  expect(await remove(ada)).toMatchObject({ status: 204 });
  await until(() => mailsAbout(ada, DELETED) === 1);
});

test.each([
  ['slow', slow(400)],
  ['lost as the account is to go', when(DELETES_USER, close)],
  ['silent as the account is to go', when(DELETES_USER, hang)],
  ['lost as the account has gone', insteadOf(/DELETE \d/, DELETES_USER, close)],
])(
  'while the database is %s, an account goes in time and whole, or stays',
  async (_when, fault) => {
    await ada.askForLink();
    const { id } = await app.db().user.findUniqueOrThrow({ where: { email: ada.address } });
    expect(await rowsOf(ada, id)).toEqual(WHOLE);

    const start = performance.now();
    const { status } = await app.database.during(fault, () => remove(ada));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect([204, 503]).toContain(status);
    expect([WHOLE, GONE]).toContainEqual(await rowsOf(ada, id));

    expect([204, 401]).toContain((await remove(ada)).status);
    expect(await rowsOf(ada, id)).toEqual(GONE);
  },
);

test('a second press does no harm, and there is one last mail', async () => {
  const answers = await Promise.all([remove(ada), remove(ada)]);
  for (const { status } of answers) expect([204, 401]).toContain(status);
  await until(() => mailsAbout(ada, DELETED) === 1);
  expect(await app.db().user.count({ where: { email: ada.address } })).toBe(0);
});

test('the last mail speaks for the passkeys, of which the webhook tells too', async () => {
  const answers = setUpWebhook(app);
  await remove(ada);
  await until(() => answers.at(-1) === 204 && mailsAbout(ada, DELETED) === 1);
  expect(mailsAbout(ada, 'removed')).toBe(0);
});

test('the webhook tells of passkeys that went with a deletion that has failed', async () => {
  const event = eventOf('authenticator.deleted', await userIdOf(ada));
  const failing = jest.spyOn(app.db(), '$executeRaw').mockRejectedValueOnce(new Error('gone'));
  await remove(ada);
  failing.mockRestore();
  // Not before the deletion is surely over.
  expect(await bringEvent(app, event)).toMatchObject({ status: 503 });
  await until(async () => (await bringEvent(app, event)).status === 204);
  expect(mailsAbout(ada, 'removed')).toBe(1);
});

test('it tells of them also where the database stays away for a moment longer', async () => {
  const event = eventOf('authenticator.deleted', await userIdOf(ada));
  const failing = jest.spyOn(app.db(), '$executeRaw').mockRejectedValueOnce(new Error('gone'));
  const forgets = when(/DELETE FROM "public"."ChangeOrigin"/, close);
  await app.database.during(forgets, async () => {
    expect(await remove(ada)).toMatchObject(notDeleted);
    expect(await bringEvent(app, event)).toMatchObject({ status: 503 });
  });
  failing.mockRestore();
  await until(async () => (await bringEvent(app, event)).status === 204);
  expect(mailsAbout(ada, 'removed')).toBe(1);
});

test('Authsignal forgets the person too of whom an enrolment tells it while the account goes', async () => {
  const id = await userIdOf(ada);
  const ofAda = `https://authsignal.test/v1/users/${id}`;
  const Authorization = `Basic ${Buffer.from(`${app.secretKey}:`).toString('base64')}`;
  const known = async () =>
    (await (await fetch(ofAda, { headers: { Authorization } })).json()).email;
  expect(await known()).toBe(ada.address);

  const goes = async () => {
    expect(await remove(ada)).toMatchObject({ status: 204 });
  };
  app.authsignal.use(http.post(`${USER}/actions/:action`, goes, { once: true }));
  expect(await ada.postJson('/api/auth/enroll-passkey', {})).toMatchObject({ status: 503 });
  expect(await known()).toBe(ada.address);
  await until(async () => (await known()) === undefined);
});

test('what a table of the site still refers to stays, and the log says why', async () => {
  const id = await userIdOf(ada);
  await app.db().$executeRaw`CREATE TABLE "Note" ("authorId" TEXT REFERENCES "User" ("id"))`;
  await app.db().$executeRaw`INSERT INTO "Note" VALUES (${id})`;
  const before = app.logLines.length;
  expect(await remove(ada)).toMatchObject(notDeleted);
  expect(await rowsOf(ada, id)).toEqual(WHOLE);
  expect(app.logLines.slice(before).join('')).toMatch(/"event":"query_refused".*"code":"23503"/);

  await app.db().$executeRaw`DROP TABLE "Note"`;
  expect(await remove(ada)).toMatchObject({ status: 204 });
});
