import { fiveMinutesAfterStart } from '../support/app/five-minutes-after-start';
import { refuse } from '../support/faults/faults';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { removeInPortal } from '../support/authsignal/portal';
import { createBrowser } from '../support/user/software-authenticator';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { until } from '../support/app/until';
import { setUpWebhook } from '../support/authsignal/webhooks';

const ADDED = 'A passkey was added to your account';
const REMOVED = 'A passkey was removed from your account';
const MAC =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';

let app: TestApp;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  ada = newPerson(app);
  await ada.signInByMail();
  bob = newPerson(app);
  await bob.signInByMail();
});
afterEach(() => {
  app.emulator.setWebhookUrl(undefined);
  app.authsignal.events.removeAllListeners();
});
afterAll(() => app.close());

/** The mails about changes, without the sign-in links and the news of sign-ins. */
const newsOf = (person: Person) =>
  person.mails().filter(({ subject }) => !/^Sign in|new browser/.test(subject));

const idsOf = async (person: Person) => (await person.passkeys()).map(({ id }) => id);

test('who adds a passkey reads what, when, from where, and what to do if it was not them', async () => {
  const headers = { 'User-Agent': MAC };
  const { token } = (await ada.postJson('/api/auth/enroll-passkey', {}, headers)).body;
  await ada.confirm(await ada.browser.signUp({ token: String(token) }));
  await until(() => newsOf(ada).length > 0);

  const [mail] = newsOf(ada);
  expect(mail?.subject).toBe(`${ADDED} (${new URL(app.url).host})`);
  for (const part of [mail?.text, mail?.html?.replace(/<[^>]+>/g, '')]) {
    expect(part).toContain('Passkey: Chrome virtual authenticator');
    expect(part).toMatch(/When: \w+ \d+, \d{4} at \d\d:\d\d UTC/);
    expect(part).toContain(`From: Chrome on macOS, ${ada.clientAddress}`);
    expect(part).toContain('If it was not you, change the password of your mailbox first');
  }
  expect(mail?.text).toContain(`${app.url}/`);
  expect(newsOf(bob)).toEqual([]);
});

test('mails about passkeys put the mailbox first, then unknown passkeys, then other sessions', async () => {
  await ada.confirm(await ada.enrol());
  await until(() => newsOf(ada).length === 1);
  const [id] = await idsOf(ada);
  await ada.sendJson('DELETE', `/api/passkeys/${id}`, {});
  await until(() => newsOf(ada).length === 2);

  expect(newsOf(ada).map(({ subject }) => subject)).toEqual([
    expect.stringContaining(REMOVED),
    expect.stringContaining(ADDED),
  ]);
  for (const { text } of newsOf(ada)) {
    expect(text).toMatch(
      /password of your mailbox.+every passkey that is not yours.+Sign out everywhere else/,
    );
  }
});

test('the app and the webhook tell of one passkey in one mail, with the place in it', async () => {
  const answers = setUpWebhook(app);
  await ada.confirm(await ada.enrol());
  await until(() => answers.length === 1 && newsOf(ada).length > 0);

  expect(answers).toEqual([204]);
  expect(newsOf(ada)).toHaveLength(1);
  expect(newsOf(ada)[0]?.text).toContain(ada.clientAddress);
  expect(newsOf(bob)).toEqual([]);
});

test('a passkey whose confirmation never comes is told of by the webhook', async () => {
  setUpWebhook(app);
  await ada.enrol();
  await until(() => newsOf(ada).length > 0);
  expect(newsOf(ada)[0]?.text).toContain(ada.clientAddress);
});

test('a passkey is not said to come from where another one was asked for later', async () => {
  const thief = newPerson(app);
  await thief.askForLink(ada.address);
  await thief.follow(thief.newestLink(ada.address));
  await app.withClockOff(-10 * 60_000, () => thief.enrol());
  await ada.confirm(await ada.enrol());
  await until(() => newsOf(ada).length === 2);

  const places = newsOf(ada).map(({ text }) => /From: (.*)/.exec(text)?.[1] ?? '');
  expect(places.filter((place) => place.includes(ada.clientAddress))).toHaveLength(1);
  expect(places).toContain('outside of this site');
});

test('two passkeys are told of in two mails', async () => {
  await ada.confirm(await ada.enrol());
  await until(() => newsOf(ada).length === 1);
  const token = await ada.enrolmentToken();
  await ada.confirm(await createBrowser(app.tenant).signUp({ token }));
  await until(() => newsOf(ada).length === 2);
  expect(new Set(await idsOf(ada)).size).toBe(2);
});

test('a passkey that goes in the Portal is told of to its owner, and to nobody else', async () => {
  const [cleo, dan] = [await personWithPasskey(app), await personWithPasskey(app)];
  const before = await idsOf(dan);
  await until(() => newsOf(cleo).length === 1 && newsOf(dan).length === 1);

  setUpWebhook(app);
  await removeInPortal(app, cleo);
  await until(() => newsOf(cleo).length === 2);

  const [mail] = newsOf(cleo);
  expect(mail?.subject).toContain(REMOVED);
  expect(mail?.text).toContain('From: outside of this site');
  expect(await idsOf(cleo)).toEqual([]);
  expect(await idsOf(dan)).toEqual(before);
  expect(newsOf(dan)).toHaveLength(1);
});

test('nobody waits for the mail server, and what it did not take is sent later', async () => {
  const before = app.logLines.length;
  const isRefused = () => app.logLines.slice(before).join('').includes('mail_not_sent');
  await app.smtp.during(refuse, async () => {
    expect(await ada.confirm(await ada.enrol())).toMatchObject({ status: 200 });
    await until(isRefused);
  });
  expect(newsOf(ada)).toEqual([]);

  await fiveMinutesAfterStart();
  await until(() => newsOf(ada).length > 0);
  expect(newsOf(ada)).toHaveLength(1);
});

test('what could not be sent for a week is given up', async () => {
  await app.db().accountMail.create({
    data: { change: 'old', mail: {}, createdAt: new Date(Date.now() - 8 * 24 * 60 * 60_000) },
  });
  await fiveMinutesAfterStart();
  await until(async () => (await app.db().accountMail.count({ where: { change: 'old' } })) === 0);
});

test('no address stays in the outbox once the mail has left', async () => {
  await ada.confirm(await ada.enrol());
  await until(async () => {
    const rows = await app.db().accountMail.findMany({ where: { sentAt: null } });
    return newsOf(ada).length > 0 && rows.length === 0;
  });
  const rows = await app.db().accountMail.findMany();
  expect(JSON.stringify(rows)).not.toContain('@');
});
