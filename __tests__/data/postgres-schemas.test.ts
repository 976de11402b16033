import { personWithPasskey } from '../support/user/person';
import { query } from '../support/database/query';
import { startNextTestApp, type TestApp } from '../support/app/test-app';
import { startTestDatabase } from '../support/database/test-database';
import { userIdOf } from '../support/authsignal/webhooks';

let database: Awaited<ReturnType<typeof startTestDatabase>>;
let app: TestApp;
beforeEach(async () => {
  database = await startTestDatabase();
});
afterEach(async () => {
  await app.close();
  await database.close();
});

test.each([
  ['the URL names', '?schema=keys', 'keys'],
  ['Prisma takes for granted, wherever the search path leads,', '', 'public'],
])('the schema that %s holds all of the tables', async (_which, parameters, schema) => {
  // Named as the role, it is the first in the search path.
  await query(database.url, 'CREATE SCHEMA postgres');
  app = await startNextTestApp(database.url + parameters);
  const places = await query(
    database.url,
    `SELECT DISTINCT table_schema AS schema FROM information_schema.tables
     WHERE table_name IN ('User', 'Session', '_prisma_migrations')`,
  );
  expect(places).toEqual([{ schema }]);

  const ada = await personWithPasskey(app);
  const users = () => query(database.url, `SELECT "id" FROM "${schema}"."User"`);
  expect(await users()).toEqual([{ id: await userIdOf(ada) }]);
  await ada.bring(await ada.browser.signIn());
  expect(await ada.session()).toMatchObject({ method: 'passkey' });
  expect(await ada.call('GET', '/api/health')).toMatchObject({ status: 200 });
  await ada.sendJson('DELETE', '/api/account', {});
  expect(await users()).toEqual([]);
  // A mail that leaves later would open this database once more, for the next app.
  await app.mailsHaveLeft();
});
