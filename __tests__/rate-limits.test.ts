import { callsDuring } from './support/authsignal-calls';
import { failures, serverApi } from './support/authsignal-failures';
import { logLines } from './support/captured-pino';
import { refuse } from './support/faults';
import { inTurn, limited, statusesOf, waitOf } from './support/limits';
import { newPerson, type Person, personWithPasskey } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';

const BAD_TOKEN = 'a-token-that-nobody-made';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => app.authsignal.resetHandlers());
afterAll(() => app.close());

/** Somebody else behind the same connection. */
const besides = (person: Person, browser = person.browser) =>
  newPerson(app, browser, person.clientAddress);

/** Nobody has mailed it. */
function badLinkTo({ address }: Person, more: object = {}): string {
  const fields = { token: '0'.repeat(64), email: address, callbackUrl: '/', ...more };
  return `${app.url}/signin/confirm?${new URLSearchParams(fields)}`;
}

/** Six minutes later, when the limit for bad tokens has ended. */
async function sixMinutesLater<T>(during: () => Promise<T>): Promise<T> {
  const later = Date.now() + 6 * 60_000;
  const now = jest.spyOn(Date, 'now').mockReturnValue(later);
  await app.db().rateLimit.updateMany({ data: { expire: new Date(0) } });
  return during().finally(() => now.mockRestore());
}

test('an address in X-Forwarded-For that the client wrote itself changes nothing', async () => {
  const eve = newPerson(app);
  const bring = (invented: string) =>
    newPerson(app, eve.browser, `${invented}, ${eve.clientAddress}`).bring(BAD_TOKEN);
  await inTurn(30, (index) => bring(`192.0.2.${index}`));
  expect(await bring('192.0.2.99')).toMatchObject({ status: 429 });
  expect(await newPerson(app).bring(BAD_TOKEN)).toMatchObject({ status: 401 });
});

test('a proxy that names the port of each connection changes nothing', async () => {
  const bringFrom = (address: string) => newPerson(app, undefined, address).bring(BAD_TOKEN);
  await inTurn(30, (index) => bringFrom(`198.51.100.7:${50_000 + index}`));
  expect(await bringFrom('198.51.100.7:4711')).toMatchObject({ status: 429 });
  expect(await bringFrom('198.51.100.8:4711')).toMatchObject({ status: 401 });

  await inTurn(30, (index) => bringFrom(`[2001:db8:0:4::1]:${50_000 + index}`));
  expect(await bringFrom('[2001:db8:0:4::1]:4711')).toMatchObject({ status: 429 });
  expect(await bringFrom('[2001:db8:0:5::1]:4711')).toMatchObject({ status: 401 });
});

test('an IPv6 network is one client, and so is an IPv4 address, in any spelling', async () => {
  const bringFrom = (address: string) => newPerson(app, undefined, address).bring(BAD_TOKEN);
  await inTurn(30, (index) => bringFrom(`2001:db8:0:2::${index}`));
  expect(await bringFrom('2001:0DB8::2:ffff:0:0:1')).toMatchObject({ status: 429 });
  expect(await bringFrom('2001:db8:0:3::1')).toMatchObject({ status: 401 });

  await inTurn(30, () => bringFrom('192.0.2.7'));
  expect(await bringFrom('::ffff:192.0.2.7')).toMatchObject({ status: 429 });
  expect(await bringFrom('192.0.2.8')).toMatchObject({ status: 401 });
});

test("after many bad tokens a client's tokens are not even looked at, and another client's are", async () => {
  const ada = await personWithPasskey(app);
  const eve = newPerson(app, ada.browser);
  const refused = await inTurn(30, () => besides(eve).bring(BAD_TOKEN));
  expect(statusesOf(refused)).toEqual([401]);

  const token = await ada.browser.signIn();
  const calls = await callsDuring(app, async () => {
    const answer = await besides(eve).bring(token);
    expect(answer.status).toBe(429);
    expect(waitOf(answer)).toBeGreaterThan(200);
    expect(waitOf(answer)).toBeLessThanOrEqual(300);
  });
  expect(calls).toEqual([]);

  expect(await newPerson(app, ada.browser).bring(token)).toMatchObject({ status: 200 });
  await sixMinutesLater(async () => {
    const next = await ada.browser.signIn();
    expect(await besides(eve).bring(next)).toMatchObject({ status: 200 });
  });
});

test('a hundred bad tokens at the same moment: thirty are looked at', async () => {
  const eve = newPerson(app);
  const visits = Array.from({ length: 100 }, () => besides(eve));
  const calls = await callsDuring(app, async () => {
    const answers = await Promise.all(visits.map((visit) => visit.bring(BAD_TOKEN)));
    const looked = answers.filter(({ status }) => status === 401);
    expect(looked).toHaveLength(30);
    // On a slow machine some have waited for too long.
    expect([401, 429, 503]).toEqual(expect.arrayContaining(statusesOf(answers)));
  });
  expect(calls).toHaveLength(30);
});

test('more good sign-ins at the same moment than may be bad all come through', async () => {
  const ada = await personWithPasskey(app);
  const visits = Array.from({ length: 35 }, () => besides(ada));
  const tokens = await inTurn(35, () => ada.browser.signIn());
  const answers = await Promise.all(visits.map((visit, index) => visit.bring(tokens[index] ?? '')));
  expect(statusesOf(answers)).toEqual([200]);
});

test('neither good sign-ins count nor those that nobody could check', async () => {
  const ada = await personWithPasskey(app);
  const visit = newPerson(app, ada.browser);
  const bring = async () => (await visit.bring(await ada.browser.signIn())).status;
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
        .map(waitOf)
        .every((seconds) => seconds > 3000),
    ).toBe(true);
    expect(answers.at(-1)).toMatchObject(limited);
  });
  expect(calls).toHaveLength(20);
  expect(await start(bob)).toMatchObject({ status: 200 });
});

test('after thirty refused confirmations an hour Authsignal is not asked', async () => {
  const [ada, bob] = [newPerson(app), newPerson(app)];
  await ada.signInByMail();
  await bob.signInByMail();
  const token = await ada.enrol();
  const answers = await inTurn(30, () => ada.confirm(BAD_TOKEN));
  expect(statusesOf(answers)).toEqual([422]);

  const calls = await callsDuring(app, async () => {
    expect(await ada.confirm(token)).toMatchObject(limited);
  });
  expect(calls).toEqual([]);
  expect(await bob.confirm(await bob.enrol())).toMatchObject({ status: 200 });
});

test('one person names and removes passkeys sixty times an hour, and others go on', async () => {
  const [ada, bob] = [await personWithPasskey(app), await personWithPasskey(app)];
  const remove = (person: Person, id: string) =>
    person.sendJson('DELETE', `/api/passkeys/${id}`, {});
  const calls = await callsDuring(app, async () => {
    const answers = await inTurn(61, () => remove(ada, 'nobodys'));
    expect(answers.map(({ status }) => status)).toEqual([...Array(60).fill(404), 429]);
    expect(answers.at(-1)).toMatchObject(limited);
  });
  expect(await callsDuring(app, () => remove(ada, 'nobodys'))).toEqual([]);
  expect(calls).not.toEqual([]);
  expect(await ada.sendJson('PATCH', '/api/passkeys/nobodys', { name: 'Phone' })).toMatchObject(
    limited,
  );
  const [{ id } = { id: '' }] = await bob.passkeys();
  expect(await remove(bob, id)).toMatchObject({ status: 204 });
});

test.each([
  ['as a browser does', {}, 302],
  ['as a script does', { json: 'true' }, 200],
])(
  'a client that brings many bad links %s is told to wait, and good links do not count',
  async (_how, asked, status) => {
    const [eve, ada] = [newPerson(app), newPerson(app)];
    const bad = badLinkTo(ada, asked);
    await besides(eve).askForLink(eve.address);
    await besides(eve).follow(`${eve.newestLink()}&${new URLSearchParams(asked)}`);
    const refused = await inTurn(30, () => besides(eve).follow(bad));
    expect(statusesOf(refused)).toEqual([status]);
    expect(await besides(eve).follow(bad)).toMatchObject(limited);

    await ada.askForLink();
    await besides(eve).follow(ada.newestLink());
    await ada.follow(ada.newestLink());
    expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
  },
);

test('good links that a crowd brings at once, more than may still be bad, all work in the end', async () => {
  const eve = newPerson(app);
  await inTurn(25, () => besides(eve).follow(badLinkTo(eve)));
  const crowd = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const person = newPerson(app);
      await person.askForLink();
      return { ...besides(eve), link: person.newestLink() };
    }),
  );

  const answers = await Promise.all(crowd.map(({ follow, link }) => follow(link)));
  const refused = crowd.filter((_visit, index) => answers[index]?.status === 429);
  expect(refused).not.toEqual([]);
  for (const { follow, link } of refused) await follow(link);
  const sessions = await Promise.all(crowd.map(({ session }) => session()));
  expect(sessions.filter(({ user }) => user)).toHaveLength(10);
});

test('while the database is out a sign-in is not refused but put off', async () => {
  const ada = await personWithPasskey(app);
  const visit = newPerson(app, ada.browser);
  const token = await ada.browser.signIn();
  const during = await app.database.during(refuse, () => visit.bring(token));
  expect(during.status).toBe(503);
  expect(await visit.bring(token)).toMatchObject({ status: 200 });
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
