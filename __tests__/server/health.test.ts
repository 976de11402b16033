import { Prisma } from '@prisma/client';

import { testRace } from '../support/database/databases';
import { freshHealth } from '../support/app/fresh-health';
import { type Fault, hang } from '../support/faults/faults';
import { newPerson, type Person, personWithPasskey, statusOf } from '../support/user/person';
import { query } from '../support/database/query';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { eventually } from '../support/app/until';

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = await personWithPasskey(app);
});
afterAll(() => app.close());

test('health is told in one word, and to whoever only looks', async () => {
  const { call } = newPerson(app);
  const up = await call('GET', '/api/health');
  expect(up).toMatchObject({ status: 200, body: { status: 'ok' } });
  expect(up.headers.get('cache-control')).toBe('no-store');
  expect(await fetch(`${app.url}/api/health`, { method: 'HEAD' })).toMatchObject({ status: 200 });

  await app.database.during(hang, async () => {
    expect(await freshHealth(app)).toBe(503);
    const down = await call('GET', '/api/health');
    expect(down.body).toEqual({ status: 'unavailable' });
    // A process that is ended because its database is out is no help.
    expect(await call('GET', '/api/health?live')).toMatchObject({ status: 200 });
  });

  const posted = await call('POST', '/api/health');
  expect(posted).toMatchObject({ status: 405, body: { error: 'method_not_allowed' } });
  expect(posted.headers.get('allow')).toBe('GET, HEAD');
});

/** Lets everything through, and notes each statement that asks for the health of the database. */
const note =
  (asked: string[]): Fault =>
  (client, server) => {
    server.pipe(client);
    client.on('data', (chunk: Buffer) => {
      asked.push(...(chunk.toString('latin1').match(/transaction_read_only/g) ?? []));
      server.write(chunk);
    });
  };

test('strangers who ask for the health by the hundred cost the database one query a second', async () => {
  expect(await freshHealth(app)).toBe(200);
  const { call } = newPerson(app);
  const asked: string[] = [];
  const statuses: number[] = [];
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  await app.database.during(note(asked), async () => {
    while (elapsed() < 2_500) {
      const crowd = Array.from({ length: 100 }, () => statusOf(call('GET', '/api/health')));
      statuses.push(...(await Promise.all(crowd)));
    }
  });
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(asked.length).toBeGreaterThanOrEqual(2);
  expect(asked.length).toBeLessThanOrEqual(1 + elapsed() / 1_000);
});

const rename = (from: string, to: string) =>
  query(app.database.url, `ALTER TABLE "${from}" RENAME TO "${to}"`);
const healthIs = (status: number) =>
  eventually(async () =>
    expect(await newPerson(app).call('GET', '/api/health')).toMatchObject({ status }),
  );

test.each(Object.values(Prisma.ModelName))(
  'a database without the table %s is not in good health',
  async (table) => {
    await healthIs(200);
    await rename(table, 'Elsewhere');
    await healthIs(503);
    await rename('Elsewhere', table);
    await healthIs(200);
  },
);

test.each([
  [
    'table',
    'ALTER TABLE "PasskeyName" RENAME TO "Elsewhere"',
    'ALTER TABLE "Elsewhere" RENAME TO "PasskeyName"',
  ],
  [
    'column',
    'ALTER TABLE "PasskeyName" RENAME COLUMN "name" TO "called"',
    'ALTER TABLE "PasskeyName" RENAME COLUMN "called" TO "name"',
  ],
])('a %s that is missing is a 503', async (_what, takeAway, bringBack) => {
  const look = async () => [
    await statusOf(ada.sendJson('PATCH', '/api/passkeys/none', { name: 'Key' })),
    await statusOf(ada.call('GET', '/api/passkeys')),
  ];
  expect(await look()).toEqual([404, 200]);
  await query(app.database.url, takeAway);
  expect(await look()).toEqual([503, 503]);
  await query(app.database.url, bringBack);
  expect(await look()).toEqual([404, 200]);
});

testRace('a database that takes no changes is not in good health', async () => {
  const [{ name } = {}] = await query(app.database.url, 'SELECT current_database() AS name');
  const become = (setting: 'on' | 'off') =>
    query(
      app.database.url,
      `BEGIN READ WRITE; ALTER DATABASE "${String(name)}" SET default_transaction_read_only = ${setting}; COMMIT;
       SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
  await healthIs(200);
  await become('on');
  await healthIs(503);
  await become('off');
  await healthIs(200);
});
