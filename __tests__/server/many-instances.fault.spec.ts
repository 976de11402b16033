import { newClientAddress } from '../support/app/client-address';
import { expect, withApp } from '../support/browser/test';
import { query } from '../support/database/query';
import { watchAttempts } from '../support/instances/attempts';
import { runInstances } from '../support/instances/instances';
import { canRunInstances } from '../support/instances/program';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';

const test = withApp(runInstances);
test.skip(!canRunInstances(), 'HAProxy, PgBouncer or PostgreSQL is not installed.');
// In one worker, which starts the instances once.
test.describe.configure({ mode: 'default' });

const USERS = 4;
const BAD_TOKEN = 'a-token-that-nobody-made';
const OPENED_TWICE = `SELECT "challengeKey" FROM "Session" WHERE "challengeKey" IS NOT NULL
  GROUP BY 1 HAVING count(*) > 1`;

test('while instances restart and one is killed, only what that one was doing fails, and nobody is signed out', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const users = await Promise.all(Array.from({ length: USERS }, () => personWithPasskey(app)));
  const { attempt, lost, noteKill } = watchAttempts();
  const done = { passkeys: 0, links: 0, copies: 0 };
  let isOver = false;

  /** Each from a browser of its own, to the instance that is named. */
  const bringAtOnce = async (statuses: number[], tokens: { port: string; token: string }[]) => {
    const visits = tokens.map((token) => ({ ...token, visit: newPerson(app) }));
    await Promise.all(visits.map(({ visit }) => visit.openForm()));
    return visits.map(({ port, token, visit }) => {
      const fields = { signInToken: token, json: 'true' };
      const path = '/api/auth/callback/credentials';
      return attempt(statuses, () => visit.postForm(path, fields, { Instance: port }));
    });
  };

  const useApp = async (user: Person) => {
    while (!isOver) {
      const visit = newPerson(app, user.browser);
      const signInToken = await user.browser.signIn();
      if (await attempt([200], () => visit.bring(signInToken))) {
        expect(await visit.session()).toMatchObject({ user: { email: user.address } });
        done.passkeys++;
      }

      const guest = newPerson(app);
      const isMailed = await attempt([302], () => guest.askForLink());
      if (isMailed && (await attempt([302], () => guest.follow(guest.newestLink())))) {
        expect(await guest.session()).toMatchObject({ user: { email: guest.address } });
        done.links++;
      }

      const token = await user.browser.signIn();
      const copies = app.ports.map((port) => ({ port, token }));
      const answers = await Promise.all(await bringAtOnce([200, 401], copies));
      if (answers.every(Boolean)) {
        expect(answers.map((answer) => answer?.status).sort()).toEqual([200, 401, 401]);
        done.copies++;
      }
      expect(await user.session()).toMatchObject({ user: { email: user.address } });
    }
  };

  const kill = async (port: string) => {
    const tokens = await Promise.all(users.map(({ browser }) => browser.signIn()));
    const brought = tokens.map((token) => ({ port, token }));
    const answers = await bringAtOnce([200], brought);
    await Promise.race(answers);
    noteKill(port);
    await app.end(port, 'SIGKILL');
    await Promise.all(answers);
    expect(lost).not.toEqual([]);
    // Each was spent before, or is now.
    await Promise.all(await bringAtOnce([200, 401], brought));
  };
  const restartEach = async () => {
    for (const port of app.ports) {
      await app.end(port, 'SIGTERM');
      await app.start(port);
    }
    const [first = ''] = app.ports;
    await kill(first);
    await app.start(first);
  };

  const working = Promise.all(users.map(useApp));
  await Promise.race([restartEach(), working]).finally(() => (isOver = true));
  await working;

  expect(lost.filter(({ wasInFlight }) => !wasInFlight)).toEqual([]);
  expect(Math.min(...Object.values(done))).toBeGreaterThan(USERS);
  for (const user of users) {
    expect(await user.session()).toMatchObject({ user: { email: user.address } });
  }
  expect(await query(app.databaseUrl, OPENED_TWICE)).toEqual([]);
});

test('instances count together', async ({ app }) => {
  const address = newClientAddress();
  const statuses: number[] = [];
  while (statuses.length < 39) {
    statuses.push((await newPerson(app, undefined, address).bring(BAD_TOKEN)).status);
  }
  const tried = statuses.filter((status) => status === 401).length;
  expect(statuses.filter((status) => status === 429)).toHaveLength(39 - tried);
  // Each instance hears the count with an attempt of its own.
  expect([30, 31, 32]).toContain(tried);
  expect((await newPerson(app).bring(BAD_TOKEN)).status).toBe(401);

  const ada = newPerson(app);
  await Promise.all(Array.from({ length: 9 }, () => newPerson(app).askForLink(ada.address)));
  expect(ada.links()).toHaveLength(3);
});

test('through the pool a query ends after three seconds, also in PostgreSQL', async ({ app }) => {
  const slow = query(app.pooledUrl, 'SELECT pg_sleep(9)');
  await expect(slow).rejects.toMatchObject({ code: '57014' });
});
