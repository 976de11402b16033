import { testRace } from '../support/database/databases';
import { besides, inTurn, limited, statusesOf, waitOf } from '../support/app/limits';
import { newPerson, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('mails leave again after a quarter of an hour, ten a day', async () => {
  const ada = newPerson(app);
  let later = Date.now();
  const now = jest.spyOn(Date, 'now').mockImplementation(() => later);
  const inAQuarter = async () => {
    await inTurn(4, () => newPerson(app).askForLink(ada.address));
    const where = { key: { startsWith: 'mails_per_address:' } };
    await app.db().rateLimit.updateMany({ where, data: { expire: new Date(0) } });
    later += 15 * 60_000;
    return ada.links().length;
  };
  expect(await inTurn(5, inAQuarter)).toEqual([3, 6, 9, 10, 10]);
  now.mockRestore();
});

testRace('fifty parallel requests send at most three mails', async () => {
  const ada = newPerson(app);
  const people = Array.from({ length: 50 }, () => newPerson(app));
  const answers = await Promise.all(people.map((person) => person.askForLink(ada.address)));

  expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
  expect(ada.links()).toHaveLength(3);
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
  const asked = await Promise.all(Array.from({ length: 60 }, () => besides(app, eve).askForLink()));
  expect(statusesOf(asked)).toEqual([302]);

  const program = besides(app, eve);
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
