import { close, type Fault, insteadOf, when } from './support/faults';
import { newPerson, type Person, personWithPasskey } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';
import { eventually, until } from './support/until';

const SIGN_IN = { action: 'sign-in-with-passkey' };

const ENTERS_SESSION = /INSERT INTO ("public"\.)?"Session"/;
const GIVES_BACK = /INSERT INTO "public"."VerificationToken"/;
const UNDOES = /INSERT INTO "public"."VerificationToken"|DELETE FROM "Session"/;
const ENDS_SESSION = /DELETE FROM "public"."Session".*"userId"/;

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = await personWithPasskey(app);
});
afterAll(() => app.close());

const sessionsOf = ({ address }: Person) =>
  app.db().session.count({ where: { user: { email: address } } });

const linksOf = ({ address }: Person) =>
  app.db().verificationToken.count({ where: { identifier: address } });

test.each([
  ['before the session is entered', when(ENTERS_SESSION, close)],
  ['as the session has been entered', insteadOf(/(INSERT 0|SELECT) 1/, ENTERS_SESSION, close)],
])('who loses the database %s tries again with the same', async (_when, fault) => {
  const [visit, bob] = [newPerson(app, ada.browser), newPerson(app)];
  const token = await ada.browser.signIn(SIGN_IN);
  await bob.askForLink();
  const [spent, sessions] = [await app.db().spentToken.count(), await sessionsOf(ada)];

  await app.database.during(fault, async () => {
    expect(await visit.bring(token)).toMatchObject({ status: 503 });
    const followed = await bob.follow(bob.newestLink());
    expect(followed.headers.get('location')).toContain('error=Callback');
  });
  await eventually(async () => {
    expect(await app.db().spentToken.count()).toBe(spent);
    expect([await sessionsOf(ada), await sessionsOf(bob)]).toEqual([sessions, 0]);
    expect(await linksOf(bob)).toBe(1);
  });

  expect(await visit.bring(token)).toMatchObject({ status: 200 });
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
  expect([await sessionsOf(ada), await sessionsOf(bob)]).toEqual([sessions + 1, 1]);
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
      const isLost = asked && /(INSERT 0|SELECT) 1/.test(chunk.toString('latin1'));
      if (isLost) client.destroy();
      else client.write(chunk);
    });
  };

test('who loses the database for some seconds tries again with the same when it is back', async () => {
  const [visit, bob] = [newPerson(app, ada.browser), newPerson(app)];
  const token = await ada.browser.signIn(SIGN_IN);
  await bob.askForLink();
  const [spent, sessions] = [await app.db().spentToken.count(), await sessionsOf(ada)];
  let cuts = 0;
  const noteCut = () => cuts++;
  const fault = cutting(UNDOES, { answersTo: ENTERS_SESSION, noteCut });

  await app.database.during(fault, async () => {
    expect(await visit.bring(token)).toMatchObject({ status: 503 });
    const followed = await bob.follow(bob.newestLink());
    expect(followed.headers.get('location')).toContain('error=Callback');
    // Twice for the link, once for each session.
    await until(() => cuts >= 4);
    expect([await sessionsOf(ada), await sessionsOf(bob)]).toEqual([sessions + 1, 1]);
    expect(await linksOf(bob)).toBe(0);
  });
  await eventually(async () => {
    expect(await app.db().spentToken.count()).toBe(spent);
    expect([await sessionsOf(ada), await sessionsOf(bob)]).toEqual([sessions, 0]);
    expect(await linksOf(bob)).toBe(1);
  });

  expect(await visit.bring(token)).toMatchObject({ status: 200 });
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
});

test('a link that was back while its answer was lost works once, and not twice', async () => {
  const bob = newPerson(app);
  await bob.askForLink();
  const looks = jest.spyOn(app.db().session, 'count');
  await app.database.during(cutting(ENTERS_SESSION, { answersTo: GIVES_BACK }), async () => {
    await bob.follow(bob.newestLink());
    await eventually(async () => expect(await linksOf(bob)).toBe(1));
  });
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });

  // The next time that it is to be given back.
  await until(() => looks.mock.calls.length >= 2);
  looks.mockRestore();
  const again = await newPerson(app).follow(bob.newestLink());
  expect(again.headers.get('location')).toContain('error=Verification');
});

test('a link in whose place another one was mailed meanwhile does not come back', async () => {
  const bob = newPerson(app);
  await bob.askForLink();
  const older = bob.newestLink();
  const looks = jest.spyOn(app.db().session, 'count');
  let cuts = 0;
  const fault = cutting(/INSERT INTO "public"."(Session|VerificationToken)"/, {
    noteCut: () => cuts++,
  });
  await app.database.during(fault, async () => {
    await bob.follow(older);
    await until(() => cuts >= 2);
  });
  await bob.askForLink();

  await until(() => looks.mock.calls.length >= 2);
  looks.mockRestore();
  const followed = await bob.follow(older);
  expect(followed.headers.get('location')).toContain('error=Verification');
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
});

test('who loses the database as the session before is to end keeps that one, and tries again', async () => {
  const visit = newPerson(app, ada.browser);
  await visit.bring(await ada.browser.signIn(SIGN_IN));
  const { sid } = await visit.session();
  const token = await ada.browser.signIn(SIGN_IN);
  const [spent, sessions] = [await app.db().spentToken.count(), await sessionsOf(ada)];

  await app.database.during(when(ENDS_SESSION, close), async () => {
    expect(await visit.bring(token)).toMatchObject({ status: 503 });
  });
  await eventually(async () => {
    expect(await app.db().spentToken.count()).toBe(spent);
    expect(await sessionsOf(ada)).toBe(sessions);
  });
  expect(await visit.session()).toMatchObject({ sid });

  expect(await visit.bring(token)).toMatchObject({ status: 200 });
  expect((await visit.session()).sid).not.toBe(sid);
  expect(await sessionsOf(ada)).toBe(sessions);
});
