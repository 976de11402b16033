import { randomUUID } from 'node:crypto';

import { http, HttpResponse } from 'msw';

import { callsDuring } from '../support/authsignal/calls';
import { failures, serverApi } from '../support/authsignal/failures';
import { logLines } from '../support/app/captured-pino';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { userIdOf } from '../support/authsignal/webhooks';

const MINUTE = 60_000;

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = await personWithPasskey(app);
});
afterAll(() => app.close());
afterEach(() => app.authsignal.resetHandlers());

/** Brings the token from a browser that is not signed in. */
async function outcomeOf(signInToken: string) {
  const visit = newPerson(app, ada.browser);
  const { status, body } = await visit.bring(signInToken);
  return { status, url: String(body.url), session: await visit.session() };
}

const accepted = { status: 200, session: { method: 'passkey' } };
const refused = { status: 401, session: {} };

test('a passkey signs its owner in, and the session says so', async () => {
  const before = Math.floor(Date.now() / 1000);
  const { session, status } = await outcomeOf(await ada.browser.signIn());
  const user = await app.db().user.findUnique({ where: { email: ada.address } });

  expect(status).toBe(200);
  expect(session).toEqual({
    user: { id: user?.id, email: ada.address },
    sid: expect.any(String),
    method: 'passkey',
    authenticatedAt: expect.any(Number),
    expires: expect.any(String),
  });
  expect(session.authenticatedAt).toBeGreaterThanOrEqual(before);
});

test('the session and the spent token have the time of the sign-in, whatever zone the database is in', async () => {
  const before = new Date();
  const { session } = await outcomeOf(await ada.browser.signIn());
  const sessionToken = String(session.sid);
  const entered = await app.db().session.findUniqueOrThrow({ where: { sessionToken } });
  const idempotencyKey = entered.challengeKey ?? '';
  const spent = await app.db().spentToken.findFirstOrThrow({ where: { idempotencyKey } });

  const life = 30 * 24 * 60 * MINUTE;
  const starts = [entered.createdAt, entered.lastSeenAt, spent.spentAt];
  for (const time of [...starts, new Date(entered.expires.getTime() - life)]) {
    expect(time.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(time.getTime()).toBeLessThanOrEqual(Date.now());
  }
});

test('the right one of two people is signed in', async () => {
  const bob = await personWithPasskey(app);
  const visit = newPerson(app, bob.browser);
  await visit.bring(await bob.browser.signIn());

  expect(await visit.session()).toMatchObject({ user: { email: bob.address } });
});

test('one sign-in asks Authsignal once, with the action', async () => {
  const token = await ada.browser.signIn();
  const calls = await callsDuring(app, () => outcomeOf(token));

  expect(calls).toEqual([
    { method: 'POST', path: '/validate', body: { token, action: 'sign-in-with-passkey' } },
  ]);
});

test('a token opens one session, not two', async () => {
  const token = await ada.browser.signIn();
  expect(await outcomeOf(token)).toMatchObject(accepted);
  expect(await outcomeOf(token)).toMatchObject(refused);
});

test('a form without its token signs nobody in, and Authsignal is not asked', async () => {
  const signInToken = await ada.browser.signIn();
  const visit = newPerson(app, ada.browser);
  const calls = await callsDuring(app, async () => {
    const body = new URLSearchParams({ signInToken, json: 'true' });
    await visit.call('POST', '/api/auth/callback/credentials', { body });
  });
  expect(calls).toEqual([]);
  expect(await visit.session()).toEqual({});
  expect(await outcomeOf(signInToken)).toMatchObject(accepted);
});

test('the result of an enrolment signs nobody in', async () => {
  const bob = newPerson(app);
  await bob.signInByMail();
  expect(await outcomeOf(await bob.enrol())).toMatchObject(refused);
  expect(await outcomeOf(await bob.browser.signIn())).toMatchObject(accepted);
});

test('a passkey used for another action signs nobody in', async () => {
  const token = await ada.browser.signIn({ action: 'approve-payment' });
  expect(await outcomeOf(token)).toMatchObject(refused);
  expect(await outcomeOf(await ada.browser.signIn())).toMatchObject(accepted);
});

test('a token without a finished ceremony signs nobody in', async () => {
  expect(await outcomeOf(await ada.enrolmentToken())).toMatchObject(refused);
  expect(await outcomeOf(await ada.browser.signIn())).toMatchObject(accepted);
});

test('a result is too old after five minutes, though Authsignal still calls it valid', async () => {
  const signIn = () => ada.browser.signIn();
  const old = await app.withClockOff(-6 * MINUTE, signIn);
  const recent = await app.withClockOff(-4 * MINUTE, signIn);

  expect(await outcomeOf(old)).toMatchObject(refused);
  expect(await outcomeOf(recent)).toMatchObject(accepted);
});

test('an expired token signs nobody in', async () => {
  const token = await app.withClockOff(-20 * MINUTE, () => ada.browser.signIn());
  expect(await outcomeOf(token)).toMatchObject(refused);
  expect(await outcomeOf(await ada.browser.signIn())).toMatchObject(accepted);
});

test('a deleted user has no way in, though the passkey is still good', async () => {
  const bob = await personWithPasskey(app);
  expect(await outcomeOf(await bob.browser.signIn())).toMatchObject(accepted);

  await app.db().user.delete({ where: { email: bob.address } });
  expect(await outcomeOf(await bob.browser.signIn())).toMatchObject(refused);
});

test.each([
  ['nothing', ''],
  ['too short', 'short'],
  ['words', 'with spaces in between'],
  ['markup', '<script>alert(1)</script>'],
  ['a very long one', 'a'.repeat(5000)],
])('what is no token is refused, and Authsignal is not asked: %s', async (_name, token) => {
  const calls = await callsDuring(app, async () => {
    expect(await outcomeOf(token)).toMatchObject(refused);
  });
  expect(calls).toEqual([]);
});

/** An answer of Authsignal that is good in every point, about the person and of this moment. */
async function goodAnswer() {
  const user = await app.db().user.findUniqueOrThrow({ where: { email: ada.address } });
  return {
    isValid: true,
    state: 'CHALLENGE_SUCCEEDED',
    stateUpdatedAt: new Date().toISOString(),
    userId: user.id,
    actionCode: 'sign-in-with-passkey',
    idempotencyKey: randomUUID(),
    verificationMethod: 'PASSKEY',
  };
}

test.each([
  ['as it is', {}, accepted],
  ['not valid', { isValid: false }, refused],
  ['without a state', { state: undefined }, refused],
  ['still waiting for a ceremony', { state: 'CHALLENGE_REQUIRED' }, refused],
  ['of a failed ceremony', { state: 'CHALLENGE_FAILED' }, refused],
  ['merely allowed by a rule', { state: 'ALLOW' }, refused],
  ['of another action', { actionCode: 'enroll-passkey' }, refused],
  ['without an action', { actionCode: undefined }, refused],
  ['about nobody', { userId: undefined }, refused],
  ['about somebody unknown', { userId: 'nobody-we-know' }, refused],
  ['by another method', { verificationMethod: 'SMS' }, refused],
  ['without a method', { verificationMethod: undefined }, refused],
  ['without a time', { stateUpdatedAt: undefined }, refused],
  ['with a time that is none', { stateUpdatedAt: 'yesterday' }, refused],
  ['from the future', { stateUpdatedAt: new Date(Date.now() + 5 * MINUTE).toISOString() }, refused],
  ['without the key that spends it', { idempotencyKey: undefined }, refused],
])('an answer of Authsignal is compared point by point: %s', async (_name, change, outcome) => {
  const answer = { ...(await goodAnswer()), ...change };
  app.authsignal.use(
    http.post('https://authsignal.test/v1/validate', () => HttpResponse.json(answer)),
  );
  expect(await outcomeOf('a-token-of-some-length')).toMatchObject(outcome);
});

test('a token that Authsignal refuses to read is not taken for an outage', async () => {
  const refusal = () => HttpResponse.json({ error: 'expired_token' }, { status: 401 });
  app.authsignal.use(...serverApi(refusal));
  expect(await outcomeOf('a-token-of-some-length')).toMatchObject(refused);
});

test('the address of the next page names what went wrong by a code of the catalogue, and no more', async () => {
  app.authsignal.use(...serverApi(failures.refused));
  const { url } = await outcomeOf('a-token-of-some-length');
  expect([...new URL(url).searchParams]).toEqual([['error', 'passkeys_unavailable']]);
});

test('a refusal is logged with its reason, and nothing logged holds a key or a token', async () => {
  const token = await ada.browser.signIn();
  await outcomeOf(token);
  await outcomeOf(token);
  app.authsignal.use(...serverApi(failures['answering 500']));
  await outcomeOf(token);

  const log = logLines.join('');
  expect(log).toContain('"reason":"spent"');
  expect(log).toContain('"event":"authsignal_failed"');
  for (const secret of [app.secretKey, token, ada.address]) {
    expect(log).not.toContain(secret);
    expect(log).not.toContain(Buffer.from(secret).toString('base64').replace(/=*$/, ''));
  }
});

test('who is to confirm that it is them is not signed in as somebody else', async () => {
  const bob = newPerson(app);
  await bob.signInByMail();
  const confirms = await userIdOf(bob);
  const tokenOfAda = await ada.browser.signIn();
  expect(await bob.bring(tokenOfAda, { confirms })).toMatchObject({ status: 409 });
  expect(await bob.session()).toMatchObject({ user: { id: confirms } });

  // It was a good one, of which nothing is used up.
  expect(await ada.bring(tokenOfAda, { confirms: await userIdOf(ada) })).toMatchObject({
    status: 200,
  });
});
