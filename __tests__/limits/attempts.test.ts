import { callsDuring } from '../support/authsignal/calls';
import { logLines } from '../support/app/captured-pino';
import { refuse } from '../support/faults/faults';
import { BAD_TOKEN, besides, inTurn, limited, statusesOf, waitOf } from '../support/app/limits';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Six minutes later, when the limit for bad tokens has ended. */
async function sixMinutesLater<T>(during: () => Promise<T>): Promise<T> {
  const later = Date.now() + 6 * 60_000;
  const now = jest.spyOn(Date, 'now').mockReturnValue(later);
  await app.db().rateLimit.updateMany({ data: { expire: new Date(0) } });
  return during().finally(() => now.mockRestore());
}

test("after many bad tokens a client's tokens are not even looked at, and another client's are", async () => {
  const ada = await personWithPasskey(app);
  const eve = newPerson(app, ada.browser);
  const refused = await inTurn(30, () => besides(app, eve).bring(BAD_TOKEN));
  expect(statusesOf(refused)).toEqual([401]);

  const token = await ada.browser.signIn();
  const calls = await callsDuring(app, async () => {
    const answer = await besides(app, eve).bring(token);
    expect(answer.status).toBe(429);
    expect(waitOf(answer)).toBeGreaterThan(200);
    expect(waitOf(answer)).toBeLessThanOrEqual(300);
  });
  expect(calls).toEqual([]);

  expect(await newPerson(app, ada.browser).bring(token)).toMatchObject({ status: 200 });
  await sixMinutesLater(async () => {
    const next = await ada.browser.signIn();
    expect(await besides(app, eve).bring(next)).toMatchObject({ status: 200 });
  });
});

test('while the database is out, a client has no more bad tokens than otherwise', async () => {
  const eve = newPerson(app);
  await besides(app, eve).bring(BAD_TOKEN);
  const answers = await app.database.during(refuse, () =>
    inTurn(40, () => besides(app, eve).bring(BAD_TOKEN)),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 503)).toHaveLength(29);
  expect(statuses.slice(29)).toEqual(Array(11).fill(429));
});

test("who used a session's limits up does not use up those of the next", async () => {
  const ada = await personWithPasskey(app);
  const rename = (person: Person) =>
    person.sendJson('PATCH', '/api/passkeys/none', { name: 'Mine' }, { Origin: app.url });
  await inTurn(61, () => rename(ada));
  expect(await rename(ada)).toMatchObject(limited);

  const again = newPerson(app, ada.browser);
  await again.bring(await ada.browser.signIn());
  expect(await rename(again)).toMatchObject({ status: 404 });
});

test('one session starts twenty enrolments an hour, and others go on', async () => {
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

test('after thirty confirmations an hour, good or bad, Authsignal is not asked by that session', async () => {
  const [ada, bob] = [newPerson(app), newPerson(app)];
  await ada.signInByMail();
  await bob.signInByMail();
  const token = await ada.enrol();
  const answers = await inTurn(30, (index) => ada.confirm(index % 2 ? token : BAD_TOKEN));
  expect(statusesOf(answers)).toEqual([422, 200]);

  const calls = await callsDuring(app, async () => {
    expect(await ada.confirm(token)).toMatchObject(limited);
  });
  expect(calls).toEqual([]);
  expect(await bob.confirm(await bob.enrol())).toMatchObject({ status: 200 });
});

test('what a stolen session confirms keeps no other session of its owner from confirming', async () => {
  const [ada, thief] = [newPerson(app), newPerson(app)];
  await thief.askForLink(ada.address);
  await thief.follow(thief.newestLink(ada.address));
  await ada.signInByMail();
  await inTurn(30, () => thief.confirm(BAD_TOKEN));
  expect(await thief.confirm(BAD_TOKEN)).toMatchObject(limited);
  expect(await ada.confirm(await ada.enrol())).toMatchObject({ status: 200 });
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
