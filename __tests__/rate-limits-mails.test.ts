import { close, refuse, when } from './support/faults';
import { inTurn, limited, statusesOf, waitOf } from './support/limits';
import { type Answer, newPerson, personWithPasskey } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const cookieNames = ({ headers }: Answer) =>
  headers.getSetCookie().map((cookie) => cookie.split('=')[0]);

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

test('the last mail still works while mails for its address are limited', async () => {
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
  await app.smtp.during(refuse, () => inTurn(4, () => ada.askForLink()));
  await ada.askForLink();
  expect(ada.links()).toHaveLength(1);
});

test('nor do those that the database could not take down', async () => {
  const ada = newPerson(app);
  const notes = when(/INSERT INTO "public"."VerificationToken"/, close);
  await app.database.during(notes, () => inTurn(4, () => ada.askForLink()));
  expect(ada.links()).toEqual([]);
  await ada.askForLink();
  expect(ada.links()).toHaveLength(1);
});

test('while mails for an address are limited its owner signs in with a passkey', async () => {
  const ada = await personWithPasskey(app);
  await inTurn(10, () => newPerson(app).askForLink(ada.address));

  const visit = newPerson(app, ada.browser);
  expect(await visit.bring(await ada.browser.signIn())).toMatchObject({ status: 200 });
  expect(await visit.session()).toMatchObject({ user: { email: ada.address } });
});

test('a client that asks for many addresses is told to wait, and others are not', async () => {
  const eve = newPerson(app);
  const asked = await Promise.all(
    Array.from({ length: 60 }, () => newPerson(app, eve.browser, eve.clientAddress).askForLink()),
  );
  expect(statusesOf(asked)).toEqual([302]);

  const program = newPerson(app, eve.browser, eve.clientAddress);
  const answer = await program.askForLink();
  expect(answer).toMatchObject(limited);
  expect(waitOf(answer)).toBeGreaterThan(3000);
  expect(waitOf(answer)).toBeLessThanOrEqual(3600);
  expect(program.links()).toEqual([]);

  const form = { email: program.address, callbackUrl: '/x' };
  const page = await program.postForm('/api/auth/signin/email', form, { Accept: 'text/html,*/*' });
  expect(page.status).toBe(303);
  expect(page.headers.get('location')).toBe('/signin?error=too_many_requests&callbackUrl=%2Fx');

  const ada = newPerson(app);
  await ada.askForLink();
  expect(ada.links()).toHaveLength(1);
});
