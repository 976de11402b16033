import { inTurn } from '../support/app/limits';
import { newPerson, type Person } from '../support/user/person';
import { createBrowser } from '../support/user/software-authenticator';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { until } from '../support/app/until';
import { bringEvent, eventOf, setUpWebhook, userIdOf } from '../support/authsignal/webhooks';

const HOUR = 60 * 60_000;
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const LINUX =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';

let app: TestApp;
let ada: Person;
let thief: Person;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  ada = newPerson(app);
  await ada.signInByMail();
  thief = newPerson(app);
  await thief.askForLink(ada.address);
  await thief.follow(thief.newestLink(ada.address));
});
afterEach(() => {
  app.emulator.setWebhookUrl(undefined);
  app.authsignal.events.removeAllListeners();
});
afterAll(() => app.close());

/** Starts an enrolment and resolves to its token. */
async function start(person: Person, headers: Record<string, string> = {}) {
  const { status, body } = await person.postJson('/api/auth/enroll-passkey', {}, headers);
  expect(status).toBe(200);
  return String(body.token);
}

/** Creates the passkey on a device of its own. Nobody confirms it here: the webhook tells of it. */
const create = (token: string) => createBrowser(app.tenant).signUp({ token });

/** What the mails about new passkeys of Ada's say of the place, the newest first. */
const places = () =>
  ada
    .mails()
    .filter(({ subject }) => subject.includes('passkey'))
    .flatMap(({ text }) => /^From: (.*)$/m.exec(text)?.slice(1) ?? []);

async function placeInNextMail(change: () => Promise<unknown>) {
  const before = places().length;
  await change();
  await until(() => places().length > before);
  return places()[0];
}

test('the mail about the passkey of a thief who began first names the thief, too', async () => {
  setUpWebhook(app);
  const kept = await start(thief, { 'User-Agent': LINUX });
  await start(ada, { 'User-Agent': IPHONE });

  const both = `Safari on iPhone, ${ada.clientAddress}, or Chrome on Linux, ${thief.clientAddress}`;
  expect(await placeInNextMail(() => create(kept))).toBe(both);
});

test('a passkey for which one browser alone has asked comes from there, however often it asked', async () => {
  setUpWebhook(app);
  const bob = newPerson(app);
  await bob.signInByMail();
  await start(bob);
  const tokens = await inTurn(3, () => start(ada, { 'User-Agent': IPHONE }));
  const place = await placeInNextMail(() => create(tokens[0] ?? ''));
  expect(place).toBe(`Safari on iPhone, ${ada.clientAddress}`);
});

test('many places are named up to five, and that there are others', async () => {
  setUpWebhook(app);
  const kept = await start(thief);
  const addresses = ['1', '2', '3', '4', '5'].map((last) => `203.0.113.${last}`);
  const startAt = (address: string) => start(ada, { 'X-Forwarded-For': address });
  await inTurn(4, (index) => startAt(addresses[index] ?? ''));
  const place = await placeInNextMail(() => create(kept));
  expect(place?.split(', or ')).toHaveLength(5);
  expect(place).toMatch(new RegExp(`203.0.113.4, or .*, or [^,]+, ${thief.clientAddress}$`));

  await startAt(addresses[4] ?? '');
  const full = await placeInNextMail(async () => create(await start(ada)));
  expect(full?.split(', or ')).toHaveLength(6);
  expect(full).toMatch(/, or other places$/);
  expect(full).toContain(ada.clientAddress);
});

test('a mail that comes hours later does not say from where, since a request may be forgotten', async () => {
  const userId = await userIdOf(ada);
  await start(ada);
  const tell = (age: number) => {
    const createdAt = new Date(Date.now() - age).toISOString();
    return bringEvent(app, eventOf('authenticator.created', userId, { createdAt }));
  };
  expect(await placeInNextMail(() => tell(0))).toContain(ada.clientAddress);
  const late = await placeInNextMail(() => tell(2 * HOUR));
  expect(late).toBe('a place that is not known any more');
});
