import { callsDuring } from './support/authsignal-calls';
import { failures, serverApi } from './support/authsignal-failures';
import { logLines } from './support/captured-pino';
import { type Answer, newPerson, type Person, personWithPasskey } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';

const SIGN_IN = { action: 'sign-in-with-passkey' };
const BAD_TOKEN = 'a-token-that-nobody-made';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => app.authsignal.resetHandlers());
afterAll(() => app.close());

const limited = { status: 429, body: { error: 'too_many_requests', message: expect.any(String) } };
const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const cookieNames = ({ headers }: Answer) =>
  headers.getSetCookie().map((cookie) => cookie.split('=')[0]);
const wait = ({ headers }: Answer) => Number(headers.get('retry-after'));

/** Somebody else behind the same connection. */
const besides = (person: Person, browser = person.browser) =>
  newPerson(app, browser, person.clientAddress);

async function inTurn<T>(count: number, act: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const index of times(count)) results.push(await act(index));
  return results;
}

/** Ends every limit, as the time would. */
const letTimePass = () => app.db().rateLimit.updateMany({ data: { expire: new Date(0) } });

test('ten requests for one address send three mails, and every answer is the same', async () => {
  const ada = newPerson(app);
  const answers = await inTurn(10, () => newPerson(app).askForLink(ada.address));
  const told = answers.map((answer) => [
    answer.status,
    answer.headers.get('location'),
    cookieNames(answer),
    [...answer.headers.keys()],
  ]);
  expect(ada.links()).toHaveLength(3);
  expect(told).toEqual(Array(10).fill(told[0]));

  const bob = newPerson(app);
  await bob.askForLink();
  expect(bob.links()).toHaveLength(1);
});

test('the last mail goes on to work while mails for its address are limited', async () => {
  const ada = newPerson(app);
  await inTurn(5, () => newPerson(app).askForLink(ada.address));
  await ada.follow(ada.newestLink());
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});

test('other spellings of an address bring no more mails', async () => {
  const ada = newPerson(app);
  await inTurn(3, () => ada.askForLink());
  await ada.askForLink(` ${ada.address.toUpperCase()}`);
  expect(ada.links()).toHaveLength(3);
});

test('mails leave again after a quarter of an hour, ten a day', async () => {
  const ada = newPerson(app);
  const inAQuarter = async () => {
    await inTurn(4, () => newPerson(app).askForLink(ada.address));
    const where = { key: { startsWith: 'mails_per_address:' } };
    await app.db().rateLimit.updateMany({ where, data: { expire: new Date(0) } });
    return ada.links().length;
  };
  expect(await inTurn(5, inAQuarter)).toEqual([3, 6, 9, 10, 10]);
});

test('mails that could not leave do not count', async () => {
  const ada = newPerson(app);
  await app.smtp.during('refuse', () => inTurn(4, () => ada.askForLink()));
  await ada.askForLink();
  expect(ada.links()).toHaveLength(1);
});

test('while mails for an address are limited its owner signs in with a passkey', async () => {
  const ada = await personWithPasskey(app);
  await inTurn(10, () => newPerson(app).askForLink(ada.address));

  const visit = newPerson(app, ada.browser);
  expect(await visit.bring(await ada.browser.signIn(SIGN_IN))).toMatchObject({ status: 200 });
  expect(await visit.session()).toMatchObject({ user: { email: ada.address } });
});

test('a client that asks for many addresses is told to wait, and others are not', async () => {
  const eve = newPerson(app);
  const asked = await inTurn(60, () => besides(eve).askForLink());
  expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([302]));

  const program = besides(eve);
  const answer = await program.askForLink();
  expect(answer).toMatchObject(limited);
  expect(wait(answer)).toBeGreaterThan(3000);
  expect(wait(answer)).toBeLessThanOrEqual(3600);
  expect(program.links()).toEqual([]);

  const { csrfToken } = (await program.call('GET', '/api/auth/csrf')).body;
  const form = { csrfToken: String(csrfToken), email: program.address, callbackUrl: '/x' };
  const page = await program.call('POST', '/api/auth/signin/email', {
    headers: { Accept: 'text/html,*/*' },
    body: new URLSearchParams(form),
  });
  expect(page.status).toBe(303);
  expect(page.headers.get('location')).toBe('/signin?error=too_many_requests&callbackUrl=%2Fx');

  const ada = newPerson(app);
  await ada.askForLink();
  expect(ada.links()).toHaveLength(1);
});

test('an address in X-Forwarded-For that the client wrote itself changes nothing', async () => {
  const eve = newPerson(app);
  const bring = (invented: string) =>
    newPerson(app, eve.browser, `${invented}, ${eve.clientAddress}`).bring(BAD_TOKEN);
  await inTurn(30, (index) => bring(`192.0.2.${index}`));
  expect(await bring('192.0.2.99')).toMatchObject({ status: 429 });
  expect(await newPerson(app).bring(BAD_TOKEN)).toMatchObject({ status: 401 });
});

test("after many bad tokens a client's tokens are not even looked at, and another client's are", async () => {
  const ada = await personWithPasskey(app);
  const eve = newPerson(app, ada.browser);
  const refused = await inTurn(30, () => besides(eve).bring(BAD_TOKEN));
  expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([401]));

  const token = await ada.browser.signIn(SIGN_IN);
  const calls = await callsDuring(app, async () => {
    const answer = await besides(eve).bring(token);
    expect(answer.status).toBe(429);
    expect(wait(answer)).toBeGreaterThan(200);
    expect(wait(answer)).toBeLessThanOrEqual(300);
  });
  expect(calls).toEqual([]);

  expect(await newPerson(app, ada.browser).bring(token)).toMatchObject({ status: 200 });
  await letTimePass();
  const next = await ada.browser.signIn(SIGN_IN);
  expect(await besides(eve).bring(next)).toMatchObject({ status: 200 });
});

test('neither good sign-ins count nor those that nobody could check', async () => {
  const ada = await personWithPasskey(app);
  const visit = newPerson(app, ada.browser);
  const bring = async () => (await visit.bring(await ada.browser.signIn(SIGN_IN))).status;
  expect(new Set(await inTurn(35, bring))).toEqual(new Set([200]));

  app.authsignal.use(...serverApi(failures.refused));
  expect(new Set(await inTurn(35, bring))).toEqual(new Set([503]));
  app.authsignal.resetHandlers();
  expect(await bring()).toBe(200);
});

test('one person starts twenty enrolments an hour, and others go on', async () => {
  const [ada, bob] = [newPerson(app), newPerson(app)];
  await ada.signInByMail();
  await bob.signInByMail();
  const start = (person: Person) => person.postJson('/api/auth/enroll-passkey', {});

  const calls = await callsDuring(app, async () => {
    const answers = await inTurn(50, () => start(ada));
    expect(answers.map(({ status }) => status)).toEqual([
      ...Array(20).fill(200),
      ...Array(30).fill(429),
    ]);
    expect(
      answers
        .slice(20)
        .map(wait)
        .every((seconds) => seconds > 3000),
    ).toBe(true);
    expect(answers.at(-1)).toMatchObject(limited);
  });
  expect(calls).toHaveLength(20);
  expect(await start(bob)).toMatchObject({ status: 200 });
});

test('after thirty refused confirmations an hour Authsignal is not asked', async () => {
  const ada = newPerson(app);
  await ada.signInByMail();
  const token = await ada.enrol();
  const answers = await inTurn(30, () => ada.confirm(BAD_TOKEN));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));

  const calls = await callsDuring(app, async () => {
    expect(await ada.confirm(token)).toMatchObject(limited);
  });
  expect(calls).toEqual([]);
  await letTimePass();
  expect(await ada.confirm(token)).toMatchObject({ status: 200 });
});

test('a client that brings many bad links is told to wait, and good links do not count', async () => {
  const [eve, ada] = [newPerson(app), newPerson(app)];
  const bad = `${app.url}/signin/confirm?email=ada@example.com&token=${'0'.repeat(64)}`;
  await besides(eve).signInByMail();
  await inTurn(30, () => besides(eve).follow(bad));
  expect(await besides(eve).follow(bad)).toMatchObject(limited);

  await ada.askForLink();
  await besides(eve).follow(ada.newestLink());
  await ada.follow(ada.newestLink());
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});

test('the table and the log hold no address, and old rows go', async () => {
  const ada = newPerson(app);
  await app.db().rateLimit.create({ data: { key: 'old', points: 1, expire: new Date(0) } });
  await inTurn(4, () => ada.askForLink());
  const rows = JSON.stringify(await app.db().rateLimit.findMany());
  const log = logLines.join('');

  expect(log).toContain('"event":"rate_limited","limit":"mails_per_address"');
  expect(rows).toContain('mails_per_address:');
  for (const secret of [ada.address, ada.clientAddress, '2001:db8']) {
    expect(rows + log).not.toContain(secret);
  }

  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
  await newPerson(app).askForLink();
  now.mockRestore();
  expect(await app.db().rateLimit.findUnique({ where: { key: 'old' } })).toBeNull();
});
