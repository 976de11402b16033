import { testRace } from '../support/database/databases';
import { newPerson, type Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { bringEvent, eventOf, userIdOf } from '../support/authsignal/webhooks';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Once every mail has left, one of them told the person of the new passkey. */
async function expectOneMail(person: Person) {
  await app.mailsHaveLeft();
  expect(person.mails().filter(({ subject }) => subject.includes('added'))).toHaveLength(1);
}

testRace(
  'a change of which twenty deliveries and the app itself tell at once is mailed once',
  async () => {
    const ada = newPerson(app);
    await ada.signInByMail();
    const token = await ada.enrol();
    const listed = (await ada.call('GET', '/api/passkeys')).body.passkeys;
    const [{ id }] = listed as [{ id: string }];
    const event = eventOf('authenticator.created', await userIdOf(ada), {
      userAuthenticatorId: id,
    });

    const deliveries = Array.from({ length: 20 }, () => bringEvent(app, event));
    const [confirmation, ...answers] = await Promise.all([ada.confirm(token), ...deliveries]);
    expect(confirmation.status).toBe(200);
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(204));
    await expectOneMail(ada);
  },
);

testRace(
  'twenty confirmations of one new passkey at once add it once, and mail that once',
  async () => {
    const ada = newPerson(app);
    await ada.signInByMail();
    const token = await ada.enrol();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ada.confirm(token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));

    expect((await ada.call('GET', '/api/passkeys')).body.passkeys).toHaveLength(1);
    await expectOneMail(ada);
  },
);
