import { overhear, sayAndClose } from '../support/faults/faults';
import { besides, inTurn, limited } from '../support/app/limits';
import { newPerson, type Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** How often the database is told something meanwhile. */
async function messagesDuring(act: () => Promise<unknown>): Promise<number> {
  let count = 0;
  await app.database.during(
    overhear(() => count++),
    act,
  );
  return count;
}

/** Nobody has mailed it. */
const badLink = () =>
  `${app.url}/signin/confirm?token=${'0'.repeat(64)}&email=nobody%40example.com`;
const bringBadLink = (person: Person) => besides(app, person).follow(badLink());

test('a client that is over a limit costs no query, and another one is let through', async () => {
  const [eve, ada] = [newPerson(app), newPerson(app)];
  await inTurn(30, () => bringBadLink(eve));
  // However long the next requests take, all are within a second.
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now());
  expect(await bringBadLink(eve)).toMatchObject(limited);

  const messages = await messagesDuring(async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => bringBadLink(eve)));
    for (const answer of answers) expect(answer).toMatchObject(limited);
  });
  expect(messages).toBe(0);
  now.mockRestore();
  expect(await messagesDuring(() => bringBadLink(ada))).toBeGreaterThan(0);
});

test('that is so for a second: then the count of all processes says', async () => {
  const eve = newPerson(app);
  await inTurn(31, () => bringBadLink(eve));
  expect(await bringBadLink(eve)).toMatchObject(limited);

  // As another process gives back what it has counted.
  const where = { key: { startsWith: 'bad_links_per_client:' } };
  await app.db().rateLimit.updateMany({ where, data: { points: { decrement: 1 } } });
  const later = Date.now() + 1_001;
  const now = jest.spyOn(Date, 'now').mockImplementation(() => later);
  expect(await bringBadLink(eve)).toMatchObject({ status: 302 });
  expect(await bringBadLink(eve)).toMatchObject(limited);
  now.mockRestore();
});

test('what is given back makes room at once, also for one who was refused a moment ago', async () => {
  const ada = newPerson(app);
  const ask = () => newPerson(app).askForLink(ada.address);
  await inTurn(2, ask);
  let fail = () => {};
  const underWay = app.smtp.next((client, server) => {
    fail = () => sayAndClose('554 No service here\r\n')(client, server);
  });
  const third = ask();
  await underWay;
  await ask();
  expect(ada.links()).toHaveLength(2);

  fail();
  await third;
  await inTurn(2, ask);
  expect(ada.links()).toHaveLength(3);
});
