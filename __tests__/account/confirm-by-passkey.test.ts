import { elevenMinutesLater } from '../support/app/eleven-minutes-later';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { failures, serverApi } from '../support/authsignal/failures';
import { whatIsOf } from '../support/user/account-owner';
import { ask, askAndConfirm, confirmation, type Request } from '../support/user/confirm';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';

let app: TestApp;
let ada: Person;
let bob: Person;
let whatBobHas: object;
beforeAll(async () => {
  app = await startTestApp();
  bob = await personWithPasskey(app);
  await app.mailsHaveLeft();
  whatBobHas = await whatIsOf(app, bob);
});
beforeEach(async () => {
  ada = await personWithPasskey(app);
});
afterEach(async () => {
  app.authsignal.resetHandlers();
  app.emulator.setOutcome('delete-account', 'CHALLENGE');
  // Whatever becomes of Ada.
  expect(await whatIsOf(app, bob)).toEqual(whatBobHas);
});
afterAll(() => app.close());

const DELETE_ACCOUNT: Request = { method: 'DELETE', path: '/api/account' };
const END_ALL: Request = { method: 'DELETE', path: '/api/sessions' };
const endOf = (sid: string): Request => ({ method: 'DELETE', path: `/api/sessions/${sid}` });
const removalOf = (id: string, signOut = false): Request => ({
  method: 'DELETE',
  path: `/api/passkeys/${id}`,
  body: { signOut },
});

const DONE = { status: 204 };
const NOT_CONFIRMED = { status: 403, body: { error: 'not_confirmed' } };

const passkeyOf = async (person: Person) => (await person.passkeys())[0]?.id ?? 'none';
const sidOf = async (person: Person) => String((await person.session()).sid);
const isSignedIn = async (person: Person) => Boolean((await person.session()).user);

/** Ada in another browser, signed in just now by her passkey. */
async function adasPhone() {
  const phone = newPerson(app, ada.browser);
  await phone.bring(await ada.browser.signIn());
  expect(await isSignedIn(phone)).toBe(true);
  return phone;
}

test('long after the sign-in, the passkey confirms that its own removal is meant', async () => {
  const removal = removalOf(await passkeyOf(ada));
  expect(await elevenMinutesLater(() => askAndConfirm(ada, removal))).toMatchObject(DONE);
  expect(await ada.passkeys()).toEqual([]);
});

test('so it does for the deletion of the account', async () => {
  expect(await elevenMinutesLater(() => askAndConfirm(ada, DELETE_ACCOUNT))).toMatchObject(DONE);
  expect(await isSignedIn(ada)).toBe(false);
});

test('so it does for the end of newer sessions, and of the links that were mailed', async () => {
  const phone = await adasPhone();
  const thief = newPerson(app);
  await thief.askForLink(ada.address);
  expect(await elevenMinutesLater(() => ask(ada, END_ALL))).toMatchObject({ status: 401 });
  expect(await isSignedIn(phone)).toBe(true);

  expect(await elevenMinutesLater(() => askAndConfirm(ada, END_ALL))).toMatchObject(DONE);
  expect([await isSignedIn(ada), await isSignedIn(phone)]).toEqual([true, false]);
  await thief.follow(thief.newestLink(ada.address));
  expect(await isSignedIn(thief)).toBe(false);
});

test('a confirmation to end one session ends no other one', async () => {
  const [phone, tablet] = [await adasPhone(), await adasPhone()];
  const [end, other] = [endOf(await sidOf(phone)), endOf(await sidOf(tablet))];
  await elevenMinutesLater(async () => {
    const confirmed = await confirmation(ada, end);
    expect(await ask(ada, other, confirmed)).toMatchObject(NOT_CONFIRMED);
    expect(await ask(ada, END_ALL, confirmed)).toMatchObject(NOT_CONFIRMED);
    expect(await ask(ada, end, confirmed)).toMatchObject(DONE);
  });
  expect([await isSignedIn(phone), await isSignedIn(tablet)]).toEqual([false, true]);
});

test('a confirmation to remove a passkey removes no other one, and signs nobody out besides', async () => {
  const laptop = newPerson(app);
  await ada.confirm(await laptop.browser.signUp({ token: await ada.enrolmentToken() }));
  const [newer = '', older = ''] = (await ada.passkeys()).map(({ id }) => id);
  await elevenMinutesLater(async () => {
    const confirmed = await confirmation(ada, removalOf(newer));
    expect(await ask(ada, removalOf(older), confirmed)).toMatchObject(NOT_CONFIRMED);
    expect(await ask(ada, removalOf(newer, true), confirmed)).toMatchObject(NOT_CONFIRMED);
    expect(await ask(ada, removalOf(newer), confirmed)).toMatchObject(DONE);
  });
  expect(await ada.passkeys()).toMatchObject([{ id: older }]);
});

test('the passkey of another person confirms nothing, nor does one in another session', async () => {
  const phone = await adasPhone();
  await elevenMinutesLater(async () => {
    const bobs = await confirmation(bob, DELETE_ACCOUNT);
    expect(await ask(ada, DELETE_ACCOUNT, bobs)).toMatchObject(NOT_CONFIRMED);
    const adas = await confirmation(ada, DELETE_ACCOUNT);
    expect(await ask(bob, DELETE_ACCOUNT, adas)).toMatchObject(NOT_CONFIRMED);
    expect(await ask(phone, DELETE_ACCOUNT, adas)).toMatchObject(NOT_CONFIRMED);
    expect(await ask(ada, DELETE_ACCOUNT, adas)).toMatchObject(DONE);
  });
});

test('a confirmed deletion is asked for again if it could not be done', async () => {
  const kept = await whatIsOf(app, ada);
  await elevenMinutesLater(async () => {
    const confirmed = await confirmation(ada, DELETE_ACCOUNT);
    app.authsignal.use(...serverApi(failures.refused));
    const out = { status: 503, body: { error: 'passkeys_unavailable' } };
    expect(await ask(ada, DELETE_ACCOUNT)).toMatchObject(out);
    expect(await ask(ada, DELETE_ACCOUNT, confirmed)).toMatchObject(out);
    app.authsignal.resetHandlers();
    expect(await whatIsOf(app, ada)).toMatchObject({ users: 1, passkeys: 1 });
    expect(await ask(ada, DELETE_ACCOUNT, confirmed)).toMatchObject(DONE);
  });
  expect(kept).toMatchObject({ users: 1, passkeys: 1 });
});

test('while Authsignal is out, a mailed link confirms the end of newer sessions', async () => {
  const phone = await adasPhone();
  app.authsignal.use(...serverApi(failures.refused));
  expect(await elevenMinutesLater(() => ask(ada, END_ALL))).toMatchObject({
    status: 403,
    body: { error: 'reauthentication_required' },
  });
  expect(await isSignedIn(phone)).toBe(true);
  await ada.signInByMail();
  expect(await ask(ada, END_ALL)).toMatchObject(DONE);
  expect(await isSignedIn(phone)).toBe(false);
});

test('a rule that blocks the deletion refuses it in words, and so does one that reviews it', async () => {
  for (const [rule, error] of [
    ['BLOCK', 'action_blocked'],
    ['REVIEW', 'action_in_review'],
  ] as const) {
    app.emulator.setOutcome('delete-account', rule);
    const answer = await elevenMinutesLater(() => ask(ada, DELETE_ACCOUNT));
    expect(answer).toMatchObject({ status: 403, body: { error, message: expect.any(String) } });
    expect(answer.body).not.toHaveProperty('token');
  }
});

test('what the rules allow unasked, as they do before it is set up in the Portal, still needs a recent sign-in', async () => {
  app.emulator.setOutcome('delete-account', 'ALLOW');
  expect(await elevenMinutesLater(() => ask(ada, DELETE_ACCOUNT))).toMatchObject({
    status: 403,
    body: { error: 'reauthentication_required' },
  });
  expect(await ask(ada, DELETE_ACCOUNT)).toMatchObject(DONE);
});

test('a user without a passkey signs in again, and so does one who has lost it', async () => {
  const eve = newPerson(app);
  await eve.signInByMail();
  await elevenMinutesLater(async () => {
    expect(await ask(eve, DELETE_ACCOUNT)).toMatchObject({
      status: 403,
      body: { error: 'reauthentication_required' },
    });
    await ada.signInByMail();
    expect(await ask(ada, removalOf(await passkeyOf(ada)))).toMatchObject(DONE);
    await eve.signInByMail();
    expect(await ask(eve, DELETE_ACCOUNT)).toMatchObject(DONE);
  });
});
