import { newPerson, personWithPasskey } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';

const SIGN_IN = { action: 'sign-in-with-passkey' };

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
afterEach(() => app.authsignal.resetHandlers());

test('a passkey created after a mailed link signs its owner in on another visit', async () => {
  const ada = await personWithPasskey(app);

  const visit = newPerson(app, ada.browser);
  const answer = await visit.bring(await visit.browser.signIn(SIGN_IN));

  expect(answer.status).toBe(200);
  expect(await visit.session()).toMatchObject({ user: { email: ada.address }, method: 'passkey' });
});
