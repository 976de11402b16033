import { BAD_TOKEN } from '../support/app/limits';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { bringEvent, eventOf, userIdOf } from '../support/authsignal/webhooks';
import { fillTables } from '../support/database/fill-tables';
import { query } from '../support/database/query';
import { startTestDatabase } from '../support/database/test-database';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';

let database: Awaited<ReturnType<typeof startTestDatabase>>;
let app: TestApp;
let ada: Person;
let adasId: string;
beforeAll(async () => {
  database = await startTestDatabase();
  app = await startTestApp({ databaseUrl: database.url });
  ada = await personWithPasskey(app);
  adasId = await userIdOf(ada);
  await fillTables(database.url, { name: 'old', count: 2_500, daysAgo: 8 });
  await fillTables(database.url, { name: 'young', count: 3 });
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const bringBadToken = () => newPerson(app).bring(BAD_TOKEN);
// In a browser that the account has been used in: another one brings a mail, too.
const signIn = async () => ada.bring(await ada.browser.signIn());
const askForLink = () => newPerson(app).askForLink();
const followBadLink = () => {
  const link = new URLSearchParams({ token: '0'.repeat(64), email: 'bob@example.com' });
  return newPerson(app).follow(`${app.url}/signin/confirm?${link}`);
};
const startEnrolment = () => ada.enrolmentToken();
const tellOfPasskey = () => {
  const createdAt = new Date().toISOString();
  return bringEvent(app, eventOf('authenticator.created', adasId, { createdAt }));
};

/** How many rows are left of those that `fillTables` has given this name. */
async function countRows(table: string, name: string): Promise<number> {
  const sql = `SELECT count(*)::int AS left FROM "${table}" AS t WHERE t::text LIKE '%${name}-%'`;
  return Number((await query(database.url, sql))[0]?.left);
}

test.each([
  ['a bad token', ['RateLimit'], bringBadToken, bringBadToken],
  ['a sign-in', ['Session', 'SpentToken'], signIn, signIn],
  ['a link', ['VerificationToken'], askForLink, followBadLink],
  ['an enrolment', ['ChangeOrigin'], startEnrolment, startEnrolment],
  ['a mail about a passkey', ['AccountMail'], tellOfPasskey, tellOfPasskey],
])(
  'of many old rows %s deletes a thousand, and the next ones the rest',
  async (_what, tables, act, actOtherwise) => {
    // The rows were filled in after a purge, and the next one is a minute later.
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
    for (const left of [1_500, 500, 0]) {
      await (left === 500 ? actOtherwise() : act());
      for (const table of tables)
        expect([table, await countRows(table, 'old')]).toEqual([table, left]);
    }
    clock.mockRestore();
    for (const table of tables) expect(await countRows(table, 'young')).toBe(3);
  },
);

test('what gets old after a purge that has left nothing goes a minute later', async () => {
  const start = Date.now() + 200_000;
  const isLeft = async (name: string, seconds: number) => {
    const clock = jest.spyOn(Date, 'now').mockReturnValue(start + seconds * 1000);
    await bringBadToken().finally(() => clock.mockRestore());
    return (await countRows('RateLimit', name)) > 0;
  };
  await fillTables(database.url, { name: 'late', count: 1, daysAgo: 8 });
  expect(await isLeft('late', 0)).toBe(false);
  await fillTables(database.url, { name: 'next', count: 1, daysAgo: 8 });
  expect(await isLeft('next', 59)).toBe(true);
  expect(await isLeft('next', 61)).toBe(false);
});
