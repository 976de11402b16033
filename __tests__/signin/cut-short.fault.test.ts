import { Client } from 'pg';

import { linksOf, sessionsOf } from '../support/app/count-rows';
import { testRace } from '../support/database/databases';
import { close, insteadOf, when } from '../support/faults/faults';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { query } from '../support/database/query';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { eventually, until } from '../support/app/until';

const ENTERS_SESSION = /INSERT INTO "public"."Session"/;
const ENDS_SESSION = /DELETE FROM "public"."Session".*"userId"/;

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = await personWithPasskey(app);
});
afterAll(() => app.close());

test('who loses the database before a sign-in is done tries again with the same', async () => {
  const [visit, bob] = [newPerson(app, ada.browser), newPerson(app)];
  const token = await ada.browser.signIn();
  await bob.askForLink();
  const [spent, sessions] = [await app.db().spentToken.count(), await sessionsOf(app, ada)];

  await app.database.during(when(ENTERS_SESSION, close), async () => {
    expect(await visit.bring(token)).toMatchObject({ status: 503 });
    const followed = await bob.follow(bob.newestLink());
    expect(followed.headers.get('location')).toContain('error=link_not_opened');
  });
  expect(await app.db().spentToken.count()).toBe(spent);
  expect([await sessionsOf(app, ada), await sessionsOf(app, bob)]).toEqual([sessions, 0]);
  expect(await linksOf(app, bob)).toBe(1);

  expect(await visit.bring(token)).toMatchObject({ status: 200 });
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
  expect([await sessionsOf(app, ada), await sessionsOf(app, bob)]).toEqual([sessions + 1, 1]);
});

test('who loses only the answer touches the sensor once more, or asks for another link', async () => {
  const [visit, bob] = [newPerson(app, ada.browser), newPerson(app)];
  const token = await ada.browser.signIn();
  await bob.askForLink();
  const [spent, sessions] = [await app.db().spentToken.count(), await sessionsOf(app, ada)];

  const fault = insteadOf(/(INSERT 0|SELECT) 1/, ENTERS_SESSION, close);
  await app.database.during(fault, async () => {
    expect(await visit.bring(token)).toMatchObject({ status: 503 });
    const followed = await bob.follow(bob.newestLink());
    expect(followed.headers.get('location')).toContain('error=link_not_opened');
  });
  // What is spent has opened a session, and nothing is half done.
  expect(await app.db().spentToken.count()).toBe(spent + 1);
  expect([await sessionsOf(app, ada), await sessionsOf(app, bob)]).toEqual([sessions + 1, 1]);

  expect(await visit.bring(token)).toMatchObject({ status: 401 });
  expect(await visit.bring(await ada.browser.signIn())).toMatchObject({ status: 200 });
  await bob.askForLink();
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
});

/** What else holds the rows of a table, and how many statements wait for them. */
async function holdRows(table: string) {
  const other = new Client({ connectionString: app.database.url });
  await other.connect();
  await other.query(`BEGIN; SELECT * FROM "${table}" FOR UPDATE`);
  const waiting = `SELECT 1 FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return {
    waiting: async () => (await query(app.database.url, waiting)).length,
    async letGo() {
      await other.query('COMMIT');
      await other.end();
    },
  };
}

testRace('a passkey sign-in that was given up behind a lock is not made later', async () => {
  const visit = newPerson(app, ada.browser);
  const token = await ada.browser.signIn();
  const [spent, sessions] = [await app.db().spentToken.count(), await sessionsOf(app, ada)];
  const rows = await holdRows('User');

  expect(await visit.bring(token)).toMatchObject({ status: 503 });
  await until(async () => (await rows.waiting()) === 0);
  await rows.letGo();
  expect([await app.db().spentToken.count(), await sessionsOf(app, ada)]).toEqual([
    spent,
    sessions,
  ]);
  expect(await visit.bring(token)).toMatchObject({ status: 200 });
});

testRace('a link that was given up behind a lock is not used later', async () => {
  const bob = newPerson(app);
  await bob.askForLink();
  const rows = await holdRows('VerificationToken');

  const followed = await bob.follow(bob.newestLink());
  expect(followed.headers.get('location')).toContain('error=link_not_opened');
  await until(async () => (await rows.waiting()) === 0);
  await rows.letGo();
  expect(await linksOf(app, bob)).toBe(1);
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
});

test('who loses the database as the session before is to end is signed in, and that one ends when it is back', async () => {
  const visit = newPerson(app, ada.browser);
  await visit.bring(await ada.browser.signIn());
  const { sid } = await visit.session();
  const sessions = await sessionsOf(app, ada);

  await app.database.during(when(ENDS_SESSION, close), async () => {
    expect(await visit.bring(await ada.browser.signIn())).toMatchObject({ status: 200 });
    expect(await sessionsOf(app, ada)).toBe(sessions + 1);
  });
  expect((await visit.session()).sid).not.toBe(sid);
  await eventually(async () => expect(await sessionsOf(app, ada)).toBe(sessions));
  expect(await visit.session()).toMatchObject({ user: { email: ada.address } });
});
