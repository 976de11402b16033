import { http, HttpResponse } from 'msw';

import { answerIsLost } from '../support/authsignal/failures';
import { close, when } from '../support/faults/faults';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { removeInPortal } from '../support/authsignal/portal';
import { createBrowser } from '../support/user/software-authenticator';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { until } from '../support/app/until';
import { setUpWebhook, userIdOf } from '../support/authsignal/webhooks';

let app: TestApp;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  app = await startTestApp();
  bob = await signedInByPasskey(await personWithPasskey(app));
});
beforeEach(async () => {
  ada = await personWithPasskey(app);
});
afterEach(async () => {
  app.emulator.setWebhookUrl(undefined);
  app.authsignal.resetHandlers();
  app.authsignal.events.removeAllListeners();
  // Whatever becomes of Ada's.
  expect(await bob.session()).toMatchObject(somebody);
  expect((await bob.call('GET', '/api/passkeys')).body.passkeys).toHaveLength(1);
});
afterAll(() => app.close());

const somebody = { user: { email: expect.any(String) } };
const removals = (person: Person) =>
  person.mails().filter(({ subject }) => subject.startsWith('A passkey was removed'));

/** Signs in with the passkey of the person's browser. */
async function signedInBy(person: Person) {
  await person.bring(await person.browser.signIn());
  expect(await person.session()).toMatchObject({ ...somebody, method: 'passkey' });
  return person;
}

/** The person in another browser, signed in there with the passkey. */
const signedInByPasskey = (person: Person) => signedInBy(newPerson(app, person.browser));

/** Ada's, with an older passkey of its own. */
async function newTablet() {
  const tablet = newPerson(app, createBrowser(app.tenant));
  await app.withClockOff(-60_000, async () => {
    await ada.confirm(await tablet.browser.signUp({ token: await ada.enrolmentToken() }));
  });
  return tablet;
}

async function remove(person: Person, body?: unknown) {
  const { passkeys } = (await person.call('GET', '/api/passkeys')).body;
  const [{ id }] = passkeys as [{ id: string }];
  return person.call('DELETE', `/api/passkeys/${id}`, {
    headers: { Origin: app.url },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

test('who removes a passkey may end the sessions that it has opened, and no others', async () => {
  const [phone, tablet] = [await signedInByPasskey(ada), await signedInByPasskey(ada)];
  expect(await remove(phone, { signOut: true })).toMatchObject({ status: 204 });
  expect(await tablet.session()).toEqual({});
  expect(await phone.session()).toMatchObject(somebody);
  expect(await ada.session()).toMatchObject(somebody);
});

test('while Authsignal cannot say what the passkey has opened it stays, and so do the sessions', async () => {
  const phone = await signedInByPasskey(ada);
  const url = 'https://authsignal.test/v1/users/:id/actions';
  app.authsignal.use(http.get(url, () => HttpResponse.json({}, { status: 500 })));
  expect(await remove(ada, { signOut: true })).toMatchObject({
    status: 503,
    body: { error: 'passkeys_unavailable' },
  });
  expect(await ada.passkeys()).toHaveLength(1);
  expect(await phone.session()).toMatchObject(somebody);

  app.authsignal.resetHandlers();
  expect(await remove(ada, { signOut: true })).toMatchObject({ status: 204 });
  expect(await phone.session()).toEqual({});
});

test('a session of a passkey that nobody can name any more ends too, and those that are known stay', async () => {
  const tablet = await newTablet();
  await signedInBy(tablet);
  const lost = await signedInByPasskey(ada);
  const byMail = newPerson(app);
  await byMail.askForLink(ada.address);
  await byMail.follow(byMail.newestLink(ada.address));

  // Nobody has looked at the passkeys since, and now it is too late to ask.
  const { sid } = await lost.session();
  const where = { sessionToken: String(sid) };
  const dayBefore = new Date(Date.now() - 25 * 60 * 60_000);
  await app.db().session.update({ where, data: { createdAt: dayBefore } });

  expect(await remove(ada, { signOut: true })).toMatchObject({ status: 204 });
  expect(await lost.session()).toEqual({});
  for (const person of [ada, tablet, byMail]) {
    expect(await person.session()).toMatchObject(somebody);
  }
});

test('what a passkey has proved before it was removed opens no session after', async () => {
  const tablet = await newTablet();
  const held = await ada.browser.signIn();
  const ofTablet = await tablet.browser.signIn();
  expect(await remove(ada)).toMatchObject({ status: 204 });

  const thief = newPerson(app, ada.browser);
  expect(await thief.bring(held)).toMatchObject({ status: 401 });
  expect(await thief.session()).toEqual({});
  expect(await tablet.bring(ofTablet)).toMatchObject({ status: 200 });
});

test('nor does it where Authsignal could not say at once what that was', async () => {
  const held = await ada.browser.signIn();
  const url = 'https://authsignal.test/v1/users/:id/actions';
  app.authsignal.use(http.get(url, () => HttpResponse.json({}, { status: 500 }), { once: true }));
  expect(await remove(ada)).toMatchObject({ status: 204 });

  const where = { userId: await userIdOf(ada), action: 'sign-in-with-passkey' };
  await until(async () => (await app.db().spentToken.count({ where })) === 1);
  expect(await newPerson(app, ada.browser).bring(held)).toMatchObject({ status: 401 });
});

test('nor where Authsignal removed it and its answer was lost', async () => {
  const held = await ada.browser.signIn();
  const url = 'https://authsignal.test/v1/users/:id/authenticators/:id';
  const lost = http.delete(url, answerIsLost(app.emulator.handlers), { once: true });
  app.authsignal.use(lost);
  expect(await remove(ada)).toMatchObject({ status: 503 });
  expect(await ada.passkeys()).toEqual([]);

  const where = { userId: await userIdOf(ada), action: 'sign-in-with-passkey' };
  await until(async () => (await app.db().spentToken.count({ where })) === 1);
  expect(await newPerson(app, ada.browser).bring(held)).toMatchObject({ status: 401 });
});

test('a removal whose answer was lost is told of all the same, with the place', async () => {
  const url = 'https://authsignal.test/v1/users/:id/authenticators/:id';
  app.authsignal.use(http.delete(url, answerIsLost(app.emulator.handlers), { once: true }));
  expect(await remove(ada)).toMatchObject({ status: 503 });
  await until(() => removals(ada).length > 0);
  expect(removals(ada)[0]?.text).toContain(ada.clientAddress);

  app.authsignal.use(http.delete(url, () => HttpResponse.error(), { once: true }));
  const eve = await personWithPasskey(app);
  expect(await remove(eve)).toMatchObject({ status: 503 });
  expect(await eve.passkeys()).toHaveLength(1);
  expect(await remove(eve)).toMatchObject({ status: 204 });
  await until(() => removals(eve).length > 0);
  expect(removals(eve)).toHaveLength(1);
});

test('who asks for a removal that was made elsewhere gets what belongs to it all the same', async () => {
  const phone = await signedInByPasskey(ada);
  const held = await ada.browser.signIn();
  const [{ id } = { id: '' }] = await ada.passkeys();
  await removeInPortal(app, ada);
  expect(await phone.session()).toMatchObject(somebody);

  expect(await ada.sendJson('DELETE', `/api/passkeys/${id}`, { signOut: true })).toMatchObject({
    status: 404,
  });
  expect(await phone.session()).toEqual({});
  expect(await ada.session()).toMatchObject(somebody);
  expect(await newPerson(app, ada.browser).bring(held)).toMatchObject({ status: 401 });
});

test('what is no id of a passkey names none', async () => {
  for (const id of ['%00', 'a%20b', 'x'.repeat(129)]) {
    const answer = await ada.sendJson('DELETE', `/api/passkeys/${id}`, { signOut: true });
    expect(answer).toMatchObject({ status: 404, body: { error: 'not_found' } });
  }
  const [{ id } = { id: '' }] = await ada.passkeys();
  expect(await ada.sendJson('DELETE', `/api/passkeys/${id}`, {})).toMatchObject({ status: 204 });
});

test('whoever signs in while the passkey is being removed is signed out with it', async () => {
  const held = await ada.browser.signIn();
  const thief = newPerson(app, ada.browser);
  const url = 'https://authsignal.test/v1/users/:id/authenticators/:id';
  const signIn = http.delete(
    url,
    async () => {
      expect(await thief.bring(held)).toMatchObject({ status: 200 });
      expect(await thief.session()).toMatchObject(somebody);
    },
    { once: true },
  );
  app.authsignal.use(signIn);
  expect(await remove(ada, { signOut: true })).toMatchObject({ status: 204 });
  expect(await thief.session()).toEqual({});
});

test('a passkey is removed also where its name cannot be forgotten', async () => {
  const forgetsName = /DELETE FROM "public"."PasskeyName"/;
  const answer = await app.database.during(when(forgetsName, close), () => remove(ada));
  expect(answer).toMatchObject({ status: 204 });
  expect(await ada.passkeys()).toEqual([]);
});

test.each([{ signOut: false }, {}, undefined])('with %j all sessions stay', async (body) => {
  const phone = await signedInByPasskey(ada);
  expect(await remove(ada, body)).toMatchObject({ status: 204 });
  expect(await phone.session()).toMatchObject(somebody);
});

test.each([{ signOut: 'yes' }, [], null])('with %j nothing is removed', async (body) => {
  expect(await remove(ada, body)).toMatchObject({
    status: 400,
    body: { error: 'invalid_request' },
  });
  expect(await remove(ada)).toMatchObject({ status: 204 });
});

test('who removes a passkey reads of it once, with the place, also where the webhook tells', async () => {
  const answers = setUpWebhook(app);
  await remove(ada);
  await until(() => answers.length === 1 && removals(ada).length > 0);
  expect(answers).toEqual([204]);
  expect(removals(ada)).toHaveLength(1);
  expect(removals(ada)[0]?.text).toContain(ada.clientAddress);
  expect(removals(ada)[0]?.text).toContain('Passkey: Chrome virtual authenticator');
  expect(removals(bob)).toEqual([]);
});

test('without a webhook the app tells of it itself', async () => {
  await remove(ada);
  await until(() => removals(ada).length > 0);
  expect(removals(ada)[0]?.text).toContain(ada.clientAddress);
});
