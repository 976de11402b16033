import { testRace } from '../support/database/databases';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
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

testRace('fifty requests that bring one token at once open one session', async () => {
  const ada = await personWithPasskey(app);
  const token = await ada.browser.signIn();
  const visits = Array.from({ length: 50 }, () => newPerson(app, ada.browser));

  const answers = await Promise.all(visits.map((visit) => visit.bring(token)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(401)]);

  const sessions = await Promise.all(visits.map((visit) => visit.session()));
  expect(sessions.filter(({ user }) => user)).toHaveLength(1);
});

testRace('twenty browsers that bring one link at once open one session', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const browsers = Array.from({ length: 20 }, () => newPerson(app));
  await Promise.all(browsers.map((browser) => browser.follow(ada.newestLink())));

  const sessions = await Promise.all(browsers.map((browser) => browser.session()));
  expect(sessions.filter(({ user }) => user)).toHaveLength(1);
});

testRace(
  'two links for one new address, asked for and opened at once, give one account and burn no link',
  async () => {
    const rounds = Array.from({ length: 10 }, async () => {
      const [laptop, phone] = [newPerson(app), newPerson(app)];
      await Promise.all([laptop.askForLink(), phone.askForLink(laptop.address)]);
      const links = laptop.links(laptop.address);
      expect(links).toHaveLength(2);
      const where = { identifier: laptop.address };
      const live = await app.db().verificationToken.count({ where });

      const [one = '', two = ''] = links;
      await Promise.all([laptop.follow(one), phone.follow(two)]);
      const users = [await laptop.session(), await phone.session()].flatMap(
        ({ user }) => user ?? [],
      );
      expect(users).toHaveLength(live);
      expect(new Set(users.map((user) => JSON.stringify(user))).size).toBe(1);
    });
    await Promise.all(rounds);
  },
);

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
