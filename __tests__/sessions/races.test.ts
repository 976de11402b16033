import { testRace } from '../support/database/databases';
import { newPerson, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

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
