import { applyMigrations } from '@/prisma/apply-migrations';

import { startTestApp, type TestApp } from '../support/app/test-app';
import { describeOnPostgres } from '../support/database/databases';
import { fillTables, TABLES } from '../support/database/fill-tables';
import { recordPlans, statementsDuring } from '../support/database/recorded-plans';
import { startTestDatabase } from '../support/database/test-database';
import { makeWholeJourney } from '../support/user/whole-journey';

const ROWS = 100_000;
const TIMEOUT_MS = 120_000;

describeOnPostgres('with 100,000 rows in each table, and as many old ones', () => {
  let database: Awaited<ReturnType<typeof startTestDatabase>>;
  let app: TestApp;
  beforeAll(async () => {
    database = await startTestDatabase();
    await applyMigrations({ url: database.url });
    await fillTables(database.url, { name: 'person', count: ROWS });
    await fillTables(database.url, { name: 'old', count: ROWS, daysAgo: 8 });
    await recordPlans(database.url);
    app = await startTestApp({ databaseUrl: database.url });
  }, TIMEOUT_MS);
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  test(
    'no statement reads a whole table, whatever users do',
    async () => {
      const statements = await statementsDuring(() => makeWholeJourney(app));
      expect(statements.filter(({ wholeTables }) => wholeTables.length > 0)).toEqual([]);

      const text = statements.map(({ sql }) => sql).join('\n');
      for (const table of TABLES) expect(text).toMatch(new RegExp(`(DELETE|SELECT).*"${table}"`));
    },
    TIMEOUT_MS,
  );

  test('a statement that does read a whole table is noticed', async () => {
    const [found] = await statementsDuring(() => app.db().user.count({ where: { name: 'Ada' } }));
    expect(found).toMatchObject({ wholeTables: ['User'] });
  });
});
