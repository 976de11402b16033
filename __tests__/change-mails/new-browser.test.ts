import { createHmac } from 'node:crypto';

import { refuse } from '../support/faults/faults';
import { fiveMinutesAfterStart } from '../support/app/five-minutes-after-start';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { until } from '../support/app/until';

const DAY_MS = 24 * 60 * 60_000;
const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';

const TIMERS = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'nextTick',
  'queueMicrotask',
  'performance',
  'hrtime',
] as const;

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  ada = await personWithPasskey(app);
});
afterAll(() => app.close());

const newsOf = (person: Person) =>
  person.mails().filter(({ subject }) => subject.includes('new browser'));

/** A browser that has Ada's passkey, and no cookie yet. */
const otherBrowser = () => newPerson(app, ada.browser);

async function signIn(visitor: Person, headers: HeadersInit = {}) {
  const signInToken = await ada.browser.signIn();
  const fields = { signInToken, json: 'true' };
  const answer = await visitor.postForm('/api/auth/callback/credentials', fields, headers);
  expect(answer).toMatchObject({ status: 200 });
  await app.mailsHaveLeft();
}

const notMe = (token: string, method = 'POST') =>
  fetch(`${app.url}/api/not-me`, {
    method,
    redirect: 'manual',
    body: method === 'POST' ? new URLSearchParams({ token }) : undefined,
  });

function tokenFor(person: Person): string {
  const [, url = ''] = /This was not me:\n(\S+)/.exec(newsOf(person)[0]?.text ?? '') ?? [];
  return new URL(url).searchParams.get('token') ?? '';
}

test('a sign-in from a browser that is new to the account brings one mail with when, with what and from where', async () => {
  const thief = otherBrowser();
  await signIn(thief, { 'User-Agent': WINDOWS });
  expect(newsOf(ada)).toHaveLength(1);
  const { text } = newsOf(ada)[0] ?? {};
  expect(text).toContain('With: a passkey');
  expect(text).toMatch(/When: \w+ \d+, \d{4} at \d\d:\d\d UTC/);
  expect(text).toContain(`From: Chrome on Windows, ${thief.clientAddress}`);

  await signIn(thief);
  expect(newsOf(ada)).toHaveLength(1);
});

test('a mailed link in a new browser is news, too', async () => {
  const other = newPerson(app);
  await other.askForLink(ada.address);
  await other.follow(other.newestLink(ada.address));
  await app.mailsHaveLeft();
  expect(newsOf(ada)[0]?.text).toContain('With: a link that was mailed to you');
});

test("neither an account's first sign-in nor a further one in its browser is news", async () => {
  await signIn(ada);
  await ada.postForm('/api/auth/signout', {});
  await signIn(ada);
  expect(newsOf(ada)).toEqual([]);
});

test("a browser that one user has used is new to another's account", async () => {
  const bob = newPerson(app);
  await bob.signInByMail();
  await signIn(bob);
  expect(newsOf(ada)).toHaveLength(1);
  expect(newsOf(bob)).toEqual([]);
});

test('no cookie that an attacker can make keeps the mail back', async () => {
  const { sub } = await userOf(ada);
  const guess = createHmac('sha256', 'guess').update(`known\n${sub}`).digest('base64url');
  const thief = otherBrowser();
  const Cookie = `known-users=${sub}.${guess.slice(0, 22)}; ${await cookiesOf(thief)}`;
  await signIn(thief, { Cookie });
  expect(newsOf(ada)).toHaveLength(1);
});

test('while the mail server is out, the user signs in, and the mail waits', async () => {
  const before = app.logLines.length;
  const isRefused = () => app.logLines.slice(before).join('').includes('mail_not_sent');
  const other = otherBrowser();
  await app.smtp.during(refuse, async () => {
    expect(await other.bring(await ada.browser.signIn())).toMatchObject({ status: 200 });
    await until(isRefused);
  });
  expect(newsOf(ada)).toEqual([]);
  await fiveMinutesAfterStart();
  await until(() => newsOf(ada).length === 1);
});

test('"This was not me" ends that session after one press, and no other', async () => {
  const thief = otherBrowser();
  await signIn(thief);
  const token = tokenFor(ada);

  // A mail scanner opens each link.
  expect(await notMe(token, 'GET')).toMatchObject({ status: 303 });
  expect(await thief.session()).toMatchObject({ user: {} });

  expect(await notMe(token)).toMatchObject({ status: 303 });
  expect(await thief.session()).toEqual({});
  expect(await ada.session()).toMatchObject({ user: {} });

  await signIn(thief);
  expect(await notMe(token)).toMatchObject({ status: 303 });
  expect(await thief.session()).toMatchObject({ user: {} });
});

test('it works for 24 hours', async () => {
  const thief = otherBrowser();
  await signIn(thief);
  const token = tokenFor(ada);
  await after(DAY_MS + 60_000, () => notMe(token));
  expect(await thief.session()).toMatchObject({ user: {} });
  await after(DAY_MS - 60_000, () => notMe(token));
  expect(await thief.session()).toEqual({});
});

test('a token that is none of ours ends nothing', async () => {
  const [, sessionToken = ''] = /session-token=([^;]+)/.exec(await ada.cookies()) ?? [];
  for (const token of ['', 'a.b.c', sessionToken]) {
    expect(await notMe(token)).toMatchObject({ status: 303 });
  }
  expect(await ada.session()).toMatchObject({ user: {} });
});

/** As late as that by the clock, while timers run as they do. */
async function after(milliseconds: number, work: () => Promise<unknown>) {
  jest.useFakeTimers({ now: Date.now() + milliseconds, doNotFake: [...TIMERS] });
  await work().finally(() => jest.useRealTimers());
}

async function userOf(person: Person) {
  const { id } = await app.db().user.findUniqueOrThrow({ where: { email: person.address } });
  return { sub: id };
}

/** Those of the form, which a given Cookie header would replace. */
async function cookiesOf(person: Person) {
  await person.openForm();
  return person.cookies();
}
