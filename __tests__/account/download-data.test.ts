import { startTestApp, type TestApp } from '../support/app/test-app';
import { ask, askAndConfirm } from '../support/user/confirm';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';

const DOWNLOAD = { method: 'POST', path: '/api/account/data' };

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = await personWithPasskey(app);
});
afterAll(() => app.close());

test('a passkey confirms each download of what is kept, however recent the sign-in is', async () => {
  for (const time of [1, 2]) {
    const answer = await askAndConfirm(ada, DOWNLOAD);
    expect([time, answer]).toMatchObject([time, { status: 200, body: { email: ada.address } }]);
  }
});

test('without a passkey, a sign-in of the last ten minutes confirms it', async () => {
  const bob = newPerson(app);
  await bob.signInByMail();
  expect(await ask(bob, DOWNLOAD)).toMatchObject({ status: 200, body: { email: bob.address } });
});
