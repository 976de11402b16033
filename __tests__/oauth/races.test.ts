import { Client } from 'pg';

import { until } from '../support/app/until';
import { testRace } from '../support/database/databases';
import { query } from '../support/database/query';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { newVisitor, OAUTH_ENV, oauthStandIns } from '../support/oauth/stand-ins';
import { comeBack, leaveFor, visit } from '../support/oauth/visits';
import { newPerson, type Person } from '../support/user/person';

const standIns = oauthStandIns();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: OAUTH_ENV });
  app.authsignal.use(...standIns.handlers);
});
afterAll(() => app.close());

const methodsOf = async (person: Person) => {
  const { sessions } = Object((await person.call('GET', '/api/sessions')).body);
  return sessions.map(({ method }: { method: string }) => method);
};

/** While `during` runs, nobody can write a session: what is at it waits for the row of its user. */
async function whileSessionsWait(during: (countWaiting: () => Promise<number>) => Promise<void>) {
  const other = new Client({ connectionString: app.database.url });
  await other.connect();
  await other.query('BEGIN; SELECT * FROM "User" FOR UPDATE');
  const waiting = `SELECT 1 FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  const countWaiting = async () => (await query(app.database.url, waiting)).length;
  await during(countWaiting).finally(() => other.end());
}

testRace(
  'a disconnection that comes while a sign-in is about to open its session ends that, too',
  async () => {
    const [ada, elsewhere] = [newPerson(app), newPerson(app)];
    await ada.signInByMail();
    const visitor = newVisitor(ada.address);
    await visit(ada, 'github', { standIns, as: visitor, connect: 'true' });
    await visit(elsewhere, 'github', { standIns, as: visitor });
    expect((await methodsOf(ada)).sort()).toEqual(['email', 'github']);

    const url = standIns.authorize(await leaveFor(elsewhere, 'github'), visitor);
    const headers = { Origin: app.url };
    const started: Promise<unknown>[] = [];
    await whileSessionsWait(async (countWaiting) => {
      started.push(comeBack(elsewhere, url));
      await until(async () => (await countWaiting()) === 1);
      const disconnection = ada.call('DELETE', '/api/connections/github', { headers });
      started.push(disconnection);
      const isDone = disconnection.then(() => true);
      await Promise.race([isDone, until(async () => (await countWaiting()) === 2)]);
    });
    await Promise.all(started);
    expect(await methodsOf(ada)).toEqual(['email']);
  },
);

test('of first sign-ins with one account at the same moment, one account comes', async () => {
  const ada = newPerson(app);
  const visitor = newVisitor(ada.address);
  const browsers = Array.from({ length: 6 }, () => newPerson(app));
  await Promise.all(browsers.map((one) => visit(one, 'google', { standIns, as: visitor })));
  expect(await app.db().user.count({ where: { email: ada.address } })).toBe(1);
  await visit(ada, 'google', { standIns, as: visitor });
  expect(await ada.session()).toMatchObject({ user: { email: ada.address }, method: 'google' });
});
