import { messages } from '@/utils/base/messages';
import { errorSentence } from '@/utils/signin/error-sentence';

import { linksOf, sessionsOf } from '../support/app/count-rows';
import { freshHealth } from '../support/app/fresh-health';
import { BAD_TOKEN } from '../support/app/limits';
import {
  close,
  drip,
  type Fault,
  hang,
  refuse,
  repeat,
  reset,
  say,
  sayAndClose,
  slow,
  when,
} from '../support/faults/faults';
import { newPerson, type Person, personWithPasskey, statusOf } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { eventually } from '../support/app/until';

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = await personWithPasskey(app);
});
afterAll(() => app.close());

/** PostgreSQL's ErrorResponse (its manual, section 55.7). */
function errorResponse(code: string, message: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

const ANY_QUERY = /SELECT|INSERT|UPDATE|DELETE/;

const ENDS_SESSION = /DELETE FROM "public"."Session".*"userId"/;
const FINDS_SESSION = /SELECT "userId" FROM "public"."Session"/;
const LISTS_SESSIONS = /"Session"."lastSeenAt".*ORDER BY/;
const STORES_LINK = /INSERT INTO "public"."VerificationToken"/;
const ENDS_LINKS = /DELETE FROM "public"."VerificationToken"/;
const READS_NAMES = /FROM "public"."PasskeyName"/;

const faults: Record<string, Fault> = {
  'not there': refuse,
  'closing connections': close,
  'resetting connections': reset,
  'starting up (57P03)': sayAndClose(errorResponse('57P03', 'the database system is starting up')),
  'out of connections (53300)': sayAndClose(errorResponse('53300', 'too many clients already')),
  'answering as a web server': sayAndClose('HTTP/1.1 400 Bad Request\r\n\r\n<h1>Bad request</h1>'),
  'talking nonsense': say(Buffer.alloc(64, 0xff)),
  'talking without an end': repeat('N'.repeat(999)),
  silent: hang,
  'cutting every query off': when(ANY_QUERY, reset),
};

/** What people do with the database, mails apart, done at once by people who could do it before. */
async function prepareRound() {
  const [visit, bob] = [newPerson(app, ada.browser), newPerson(app)];
  const token = await ada.browser.signIn();
  await bob.askForLink();
  const link = bob.newestLink();

  return {
    visit,
    bob,
    async act() {
      const start = performance.now();
      const [session, ...statuses] = await Promise.all([
        ada.session(),
        statusOf(ada.postJson('/api/auth/enroll-passkey', {})),
        statusOf(ada.call('GET', '/api/sessions')),
        statusOf(visit.bring(token)),
        statusOf(bob.follow(link)),
        freshHealth(app),
      ]);
      return { session, statuses, milliseconds: performance.now() - start };
    },
  };
}

const everythingWorks = [200, 200, 200, 302, 200];
const nothingWorks = everythingWorks.map(() => 503);
const namesNobody = { error: 'service_unavailable' };

test.each(Object.keys(faults))(
  'while the database is %s nobody is signed out and nothing is done by half',
  async (name) => {
    const { act, visit, bob } = await prepareRound();
    const carl = newPerson(app);
    const [during, asked] = await app.database.during(faults[name] ?? refuse, () =>
      Promise.all([act(), carl.askForLink()]),
    );
    expect(asked).toMatchObject({ status: 503, body: { error: 'service_unavailable' } });
    expect(during.statuses).toEqual(nothingWorks);
    expect(during.session).toMatchObject(namesNobody);
    expect(during.milliseconds).toBeLessThan(5_000);
    expect(await visit.session()).toEqual({});
    expect(await bob.session()).toEqual({});

    const afterwards = await act();
    await carl.askForLink();
    expect(afterwards.statuses).toEqual(everythingWorks);
    expect(afterwards.session).toMatchObject({ user: { email: ada.address } });
    expect(await visit.session()).toMatchObject({ user: { email: ada.address } });
    expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
    expect(await sessionsOf(app, bob)).toBe(1);
    expect(carl.links()).toHaveLength(1);
  },
);

test('a session that has ended shows nobody either while the database is out, and no cookie goes', async () => {
  const carl = newPerson(app);
  await carl.signInByMail();
  const [Cookie, kept] = [await carl.cookies(), await ada.cookies()];
  await carl.postForm('/api/auth/signout', {});
  const look = (cookies: string) =>
    fetch(`${app.url}/api/auth/session`, { headers: { Cookie: cookies } });

  for (const fault of [refuse, when(FINDS_SESSION, close)]) {
    const answers = await app.database.during(fault, () => Promise.all([look(Cookie), look(kept)]));
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(JSON.stringify(await answer.json())).not.toContain('@');
    }
  }
  expect(await (await look(Cookie)).json()).toEqual({});
  expect(await (await look(kept)).json()).toMatchObject({ user: { email: ada.address } });
});

test('a slow database delays no answer beyond five seconds, and leaves nothing done by half', async () => {
  const { act, visit, bob } = await prepareRound();
  const sessions = await sessionsOf(app, ada);
  const { statuses, milliseconds } = await app.database.during(slow(900), act);
  expect(milliseconds).toBeLessThan(5_000);
  expect(new Set(statuses)).toContain(503);
  expect(new Set(statuses)).not.toContain(500);

  const opened = (await visit.session()).user ? 1 : 0;
  await eventually(async () => {
    expect(await sessionsOf(app, ada)).toBe(sessions + opened);
    expect((await sessionsOf(app, bob)) + (await linksOf(app, bob))).toBeLessThan(2);
  });
});

test.each([
  ['DELETE', '/api/sessions', 'the session is looked up', FINDS_SESSION],
  ['GET', '/api/sessions', 'they are listed', LISTS_SESSIONS],
  ['DELETE', '/api/sessions', 'they are to end', ENDS_SESSION],
  ['GET', '/api/passkeys', 'their names are read', READS_NAMES],
])(
  '%s %s says so where the database goes as %s, and does nothing',
  async (method, path, _when, query) => {
    const ask = () => ada.call(method, path, { headers: { Origin: app.url } });
    const during = await app.database.during(when(query, close), ask);
    expect(during).toMatchObject({ status: 503, body: { error: 'service_unavailable' } });
    expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
    expect((await ask()).status).toBeLessThan(300);
  },
);

test('who asks for a mail reads that none was sent where the database goes in the middle', async () => {
  const bob = newPerson(app);
  const ask = () => bob.postForm('/api/auth/signin/email', { email: bob.address, json: 'true' });
  const asked = await app.database.during(when(STORES_LINK, close), ask);
  expect(asked.status).toBe(503);
  expect(bob.mails()).toEqual([]);

  expect(await ask()).toMatchObject({ status: 200 });
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
});

test('a link that was mailed works, and older ones end when the database is back', async () => {
  const bob = newPerson(app);
  await bob.askForLink();
  const older = bob.newestLink();
  const asked = await app.database.during(when(ENDS_LINKS, close), () => bob.askForLink());
  expect(asked.headers.get('location')).toContain('verify-request');

  await eventually(async () => expect(await linksOf(app, bob)).toBe(1));
  const followed = await newPerson(app).follow(older);
  expect(followed.headers.get('location')).toContain('error=link_not_valid');
  await bob.follow(bob.newestLink());
  expect(await bob.session()).toMatchObject({ user: { email: bob.address } });
});

test('a query that asks for what cannot be does not pass for a database that is out', async () => {
  const again = () => app.db().user.create({ data: { email: ada.address } });
  await expect(again()).rejects.toMatchObject({ code: 'P2002' });
  const during = app.database.during(refuse, again);
  await expect(during).rejects.toMatchObject({ name: 'DatabaseOut' });
});

test.each([
  ['not there', refuse],
  ['lost as the session is to end', when(ENDS_SESSION, close)],
])(
  'who signs out while the database is %s is told that they are still signed in',
  async (_when, fault) => {
    const bob = newPerson(app);
    await bob.signInByMail();
    const signOut = (Accept: string) => bob.postForm('/api/auth/signout', {}, { Accept });
    const copy = { headers: { Cookie: await bob.cookies() } };
    const copied = async () => (await fetch(`${app.url}/api/auth/session`, copy)).json();

    await app.database.during(fault, async () => {
      const asProgram = await signOut('application/json');
      expect(asProgram).toMatchObject({ status: 503, body: { error: 'service_unavailable' } });
      const asForm = await signOut('text/html');
      expect(asForm.status).toBe(303);
      expect(asForm.headers.get('location')).toMatch(/^\/\?error=not_signed_out/);
    });
    expect(errorSentence('not_signed_out')).toBe(messages.not_signed_out);
    expect(await bob.session()).toMatchObject({ user: { email: bob.address } });

    expect((await signOut('text/html')).headers.get('location')).toBe(`${app.url}/`);
    expect(await bob.session()).toEqual({});
    expect(await copied()).toEqual({});
  },
);

test('nothing is done in a transaction, which would outlive its request half done', async () => {
  const look = () => app.db().user.count();
  await expect(app.db().$transaction([look(), look()])).rejects.toThrow('no transactions');
  expect(await look()).toBeGreaterThan(0);
});

test('a database that answers a byte at a time is given up, and used again afterwards', async () => {
  const { act } = await prepareRound();
  const during = await app.database.during(drip(400), act);
  expect(during.statuses).toEqual(nothingWorks);
  expect(during.session).toMatchObject(namesNobody);
  expect(during.milliseconds).toBeLessThan(5_000);

  const afterwards = await prepareRound();
  expect((await afterwards.act()).statuses).toEqual(everythingWorks);
});

test('a crowd that comes while the database is silent does not keep it from coming back', async () => {
  // Of these no two share a query: each counts for a client of its own.
  const look = () => statusOf(newPerson(app).bring(BAD_TOKEN));
  const crowd = async () => new Set(await Promise.all(Array.from({ length: 50 }, look)));
  await eventually(async () => expect(await crowd()).toEqual(new Set([401])));
  expect(await app.database.during(hang, crowd)).toEqual(new Set([503]));
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});
