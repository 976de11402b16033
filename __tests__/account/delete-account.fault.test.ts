import { http, HttpResponse } from 'msw';

import {
  accountOwner,
  DELETED,
  deleteAccount,
  GONE,
  mailsAbout,
  NOT_DELETED,
  rowsOf,
  USER,
  whatIsOf,
  WHOLE,
} from '../support/user/account-owner';
import { fiveMinutesAfterStart } from '../support/app/five-minutes-after-start';
import { answerIsLost, failures } from '../support/authsignal/failures';
import { close, hang, insteadOf, slow, when } from '../support/faults/faults';
import type { Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { until } from '../support/app/until';
import { bringEvent, eventOf, userIdOf } from '../support/authsignal/webhooks';

const DELETES_USER = /DELETE FROM "public"."User"/;

let app: TestApp;
let ada: Person;
let bob: Person;
let whatBobHas: object;
beforeAll(async () => {
  app = await startTestApp();
  bob = await accountOwner(app);
  whatBobHas = await whatIsOf(app, bob);
});
beforeEach(async () => {
  ada = await accountOwner(app);
});
afterEach(async () => {
  app.authsignal.resetHandlers();
  // Whatever becomes of Ada.
  expect(await whatIsOf(app, bob)).toEqual(whatBobHas);
});
afterAll(() => app.close());

test.each([
  'refused',
  'answering 500',
  'limiting our calls',
  'refusing our key',
  'never answering',
] as const)(
  'while Authsignal is %s, nothing is deleted; when it is back, all of it is',
  async (name) => {
    app.authsignal.use(http.delete(USER, failures[name]));
    expect(await deleteAccount(app, ada)).toMatchObject(NOT_DELETED);
    app.authsignal.resetHandlers();
    expect(await whatIsOf(app, ada)).toMatchObject({ users: 1, passkeys: 1, sessions: 1 });
    expect(mailsAbout(ada, DELETED)).toBe(0);

    expect(await deleteAccount(app, ada)).toMatchObject({ status: 204 });
    await until(() => mailsAbout(ada, DELETED) === 1);
  },
);

test.each(['with a success', 'with a 404'])(
  'when the answer of Authsignal was lost, asking again finishes, %s the second time',
  async (how) => {
    const lost = answerIsLost(app.emulator.handlers);
    app.authsignal.use(http.delete(USER, lost, { once: true }));
    expect(await deleteAccount(app, ada)).toMatchObject(NOT_DELETED);
    expect(await whatIsOf(app, ada)).toMatchObject({ users: 1, passkeys: 0, sessions: 1 });

    const gone = { error: 'not_found', errorCode: 'not_found' };
    if (how === 'with a 404') {
      app.authsignal.use(http.delete(USER, () => HttpResponse.json(gone, { status: 404 })));
    }
    expect(await deleteAccount(app, ada)).toMatchObject({ status: 204 });
    await until(() => mailsAbout(ada, DELETED) === 1);
    expect(await ada.session()).toEqual({});
  },
);

test('when the database fails after Authsignal, asking again finishes', async () => {
  const failing = jest.spyOn(app.db(), '$executeRaw').mockRejectedValueOnce(new Error('gone'));
  expect(await deleteAccount(app, ada)).toMatchObject(NOT_DELETED);
  failing.mockRestore();
  expect(await whatIsOf(app, ada)).toMatchObject({ users: 1, passkeys: 0, sessions: 1 });
  expect(mailsAbout(ada, DELETED)).toBe(0);

  expect(await deleteAccount(app, ada)).toMatchObject({ status: 204 });
  await until(() => mailsAbout(ada, DELETED) === 1);
});

test.each([
  ['slow', slow(400)],
  ['lost as the account is to go', when(DELETES_USER, close)],
  ['silent as the account is to go', when(DELETES_USER, hang)],
  ['lost as the account has gone', insteadOf(/DELETE \d/, DELETES_USER, close)],
])(
  'while the database is %s, an account goes in time and whole, or stays',
  async (_when, fault) => {
    await ada.askForLink();
    const { id } = await app.db().user.findUniqueOrThrow({ where: { email: ada.address } });
    expect(await rowsOf(app, ada, id)).toEqual(WHOLE);

    const start = performance.now();
    const { status } = await app.database.during(fault, () => deleteAccount(app, ada));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect([204, 503]).toContain(status);
    expect([WHOLE, GONE]).toContainEqual(await rowsOf(app, ada, id));

    expect([204, 401]).toContain((await deleteAccount(app, ada)).status);
    expect(await rowsOf(app, ada, id)).toEqual(GONE);
  },
);

test('the webhook tells of passkeys that went with a deletion that has failed', async () => {
  const event = eventOf('authenticator.deleted', await userIdOf(ada));
  const failing = jest.spyOn(app.db(), '$executeRaw').mockRejectedValueOnce(new Error('gone'));
  await deleteAccount(app, ada);
  failing.mockRestore();
  await until(async () => (await bringEvent(app, event)).status === 204);
  expect(mailsAbout(ada, 'removed')).toBe(1);
});

test('Authsignal forgets the person too of whom an enrolment tells it while the account goes', async () => {
  const id = await userIdOf(ada);
  const ofAda = `https://authsignal.test/v1/users/${id}`;
  const Authorization = `Basic ${Buffer.from(`${app.secretKey}:`).toString('base64')}`;
  const known = async () =>
    (await (await fetch(ofAda, { headers: { Authorization } })).json()).email;
  expect(await known()).toBe(ada.address);

  const goes = async () => {
    expect(await deleteAccount(app, ada)).toMatchObject({ status: 204 });
  };
  app.authsignal.use(http.post(`${USER}/actions/:action`, goes, { once: true }));
  await ada.postJson('/api/auth/enroll-passkey', {});
  expect(await known()).toBe(ada.address);
  await fiveMinutesAfterStart();
  await until(async () => (await known()) === undefined);
});
