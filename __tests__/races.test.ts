import { testOnDatabases } from './support/databases';
import { newPerson, personWithPasskey } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';

/** Runs the fact with an app on the given database, loaded afresh: the app reads its environment once. */
const withApp = (fact: (app: TestApp) => Promise<void>) => async (databaseUrl: string) => {
  jest.resetModules();
  Reflect.deleteProperty(globalThis, 'prisma');
  const app = await startTestApp({ databaseUrl });
  await fact(app).finally(() => app.close());
};

testOnDatabases(
  'fifty requests that bring one token at once open one session',
  withApp(async (app) => {
    const ada = await personWithPasskey(app);
    const token = await ada.browser.signIn({ action: 'sign-in-with-passkey' });
    const visits = Array.from({ length: 50 }, () => newPerson(app, ada.browser));

    const answers = await Promise.all(visits.map((visit) => visit.bring(token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(49).fill(401)]);

    const sessions = await Promise.all(visits.map((visit) => visit.session()));
    expect(sessions.filter(({ user }) => user)).toHaveLength(1);
  }),
);

testOnDatabases(
  'two links for one new address, opened at once, sign both browsers in to one account',
  withApp(async (app) => {
    const rounds = Array.from({ length: 10 }, async () => {
      const [laptop, phone] = [newPerson(app), newPerson(app)];
      await laptop.askForLink();
      const first = laptop.newestLink();
      await phone.askForLink(laptop.address);
      const second = laptop.newestLink();

      await Promise.all([laptop.follow(first), phone.follow(second)]);
      const users = [(await laptop.session()).user, (await phone.session()).user];
      expect(users[0]).toMatchObject({ email: laptop.address });
      expect(users[1]).toEqual(users[0]);
    });
    await Promise.all(rounds);
  }),
);
