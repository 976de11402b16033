import { Client } from 'pg';

import { linksOf, sessionsOf } from '../support/app/count-rows';
import { testRace } from '../support/database/databases';
import { close, type Fault, insteadOf, when } from '../support/faults/faults';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { query } from '../support/database/query';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { eventually, until } from '../support/app/until';

const ENTERS_SESSION = /INSERT INTO "public"."Session"/;
const USES_LINK = /UPDATE "public"."VerificationToken".*RETURNING/s;
const GIVES_BACK = /UPDATE "public"."VerificationToken"(?!.*RETURNING)/s;
const UNDOES = /UPDATE "public"."VerificationToken"(?!.*RETURNING)|WITH "ended"/s;
const ENDS_SESSION = /DELETE FROM "public"."Session".*"userId"/;

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = await personWithPasskey(app);
});
afterAll(() => app.close());

test.each([
  ['before the session is entered', when(ENTERS_SESSION, close)],
  ['as the session has been entered', insteadOf(/(INSERT 0|SELECT) 1/, ENTERS_SESSION, close)],
])('who loses the database %s tries again with the same', async (_when, fault) => {
  const [visit, bob] = [newPerson(app, ada.browser), newPerson(app)];
  const token = await ada.browser.signIn();
  await bob.askForLink();
  const [spent, sessions] = [await app.db().spentToken.count(), await sessionsOf(app, ada)];

  await app.database.during(fault, async () => {
    expect(await visit.bring(token)).toMatchObject({ status: 503 });
    const followed = await bob.follow(bob.newestLink());
    expect(followed.headers.get('location')).toContain('error=Callback');
  });
  await eventually(async () => {
    expect(await app.db().spentToken.count()).toBe(spent);
    expect([await sessionsOf(app, ada), await sessionsOf(app, bob)]).toEqual([sessions, 0]);
    expect(await linksOf(app, bob)).toBe(1);
  });

  expect(await visit.bring(token)).toMatchObject({ status: 200 });
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
  expect([await sessionsOf(app, ada), await sessionsOf(app, bob)]).toEqual([sessions + 1, 1]);
});

/** Cuts certain words off, and loses the answer to others; `noteCut` is told how often the first. */
const cutting =
  (words: RegExp, { answersTo, noteCut }: { answersTo?: RegExp; noteCut?: () => void }): Fault =>
  (client, server) => {
    let asked = false;
    client.on('data', (chunk: Buffer) => {
      const said = chunk.toString('latin1');
      asked ||= answersTo?.test(said) ?? false;
      if (!words.test(said)) return void server.write(chunk);
      noteCut?.();
      client.destroy();
    });
    server.on('data', (chunk: Buffer) => {
      const isLost = asked && /(INSERT 0|SELECT|UPDATE) 1/.test(chunk.toString('latin1'));
      if (isLost) client.destroy();
      else client.write(chunk);
    });
  };

test('who loses the database for some seconds tries again with the same token when it is back', async () => {
  const visit = newPerson(app, ada.browser);
  const token = await ada.browser.signIn();
  const [spent, sessions] = [await app.db().spentToken.count(), await sessionsOf(app, ada)];
  let cuts = 0;
  const fault = cutting(UNDOES, { answersTo: ENTERS_SESSION, noteCut: () => cuts++ });

  await app.database.during(fault, async () => {
    expect(await visit.bring(token)).toMatchObject({ status: 503 });
    await until(() => cuts > 0);
    expect(await sessionsOf(app, ada)).toBe(sessions + 1);
  });
  await eventually(async () => {
    expect(await app.db().spentToken.count()).toBe(spent);
    expect(await sessionsOf(app, ada)).toBe(sessions);
  });
  expect(await visit.bring(token)).toMatchObject({ status: 200 });
});

test('who loses the database for some seconds tries again with the same link when it is back', async () => {
  const bob = newPerson(app);
  await bob.askForLink();
  let cuts = 0;
  const fault = cutting(UNDOES, { answersTo: ENTERS_SESSION, noteCut: () => cuts++ });

  await app.database.during(fault, async () => {
    const followed = await bob.follow(bob.newestLink());
    expect(followed.headers.get('location')).toContain('error=Callback');
    await until(() => cuts >= 2);
    expect([await linksOf(app, bob), await sessionsOf(app, bob)]).toEqual([0, 1]);
  });
  await eventually(async () =>
    expect([await linksOf(app, bob), await sessionsOf(app, bob)]).toEqual([1, 0]),
  );
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
});

test('a link whose use nobody was told of works again', async () => {
  const bob = newPerson(app);
  await bob.askForLink();
  await app.database.during(insteadOf(/UPDATE 1/, USES_LINK, close), async () => {
    const followed = await bob.follow(bob.newestLink());
    expect(followed.headers.get('location')).toContain('error=Callback');
    expect(await linksOf(app, bob)).toBe(0);
  });

  await eventually(async () => expect(await linksOf(app, bob)).toBe(1));
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
  expect(followed.headers.get('location')).toContain('error=Callback');
  await until(async () => (await rows.waiting()) === 0);
  await rows.letGo();
  expect(await linksOf(app, bob)).toBe(1);
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
});

/** Whether one of the calls has succeeded, as far as the app knows. */
async function oneIsDone({ mock }: { mock: { results: { value: unknown }[] } }): Promise<boolean> {
  const calls = await Promise.allSettled(mock.results.map(({ value }) => value));
  return calls.some(({ status }) => status === 'fulfilled');
}

test('a link that was back while its answer was lost works once, and not twice', async () => {
  const bob = newPerson(app);
  await bob.askForLink();
  const uses = jest.spyOn(app.db().verificationToken, 'updateMany');
  const fault = cutting(ENTERS_SESSION, { answersTo: GIVES_BACK });
  await app.database.during(fault, async () => {
    await bob.follow(bob.newestLink());
    await eventually(async () => expect(await linksOf(app, bob)).toBe(1));
  });
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });

  // The next time that it is to be given back.
  await until(() => oneIsDone(uses));
  uses.mockRestore();
  const again = await newPerson(app).follow(bob.newestLink());
  expect(again.headers.get('location')).toContain('error=Verification');
});

test('a link in whose place another one was mailed meanwhile does not come back', async () => {
  const bob = newPerson(app);
  await bob.askForLink();
  const older = bob.newestLink();
  const uses = jest.spyOn(app.db().verificationToken, 'updateMany');
  let cuts = 0;
  const fault = cutting(new RegExp(`${ENTERS_SESSION.source}|${GIVES_BACK.source}`, 's'), {
    noteCut: () => cuts++,
  });
  await app.database.during(fault, async () => {
    await bob.follow(older);
    await until(() => cuts >= 2);
  });
  await bob.askForLink();

  await until(() => oneIsDone(uses));
  uses.mockRestore();
  const followed = await bob.follow(older);
  expect(followed.headers.get('location')).toContain('error=Verification');
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
