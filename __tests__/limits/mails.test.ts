import { close, refuse, when } from '../support/faults/faults';
import { inTurn } from '../support/app/limits';
import { type Answer, newPerson } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

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
