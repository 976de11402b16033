import { newPerson, type Person, personWithPasskey } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';
import { until } from './support/until';
import { setUpWebhook } from './support/webhooks';

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
  app.authsignal.events.removeAllListeners();
  // Whatever becomes of Ada's.
  expect(await bob.session()).toMatchObject(somebody);
  expect((await bob.call('GET', '/api/passkeys')).body.passkeys).toHaveLength(1);
});
afterAll(() => app.close());

const somebody = { user: { email: expect.any(String) } };
const removals = (person: Person) =>
  person.mails().filter(({ subject }) => subject.startsWith('A passkey was removed'));

/** The person in another browser, signed in there with the passkey. */
async function signedInByPasskey(person: Person) {
  const other = newPerson(app, person.browser);
  await other.bring(await person.browser.signIn({ action: 'sign-in-with-passkey' }));
  expect(await other.session()).toMatchObject({ ...somebody, method: 'passkey' });
  return other;
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
