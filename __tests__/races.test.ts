import { testOnDatabases } from './support/databases';
import { newPerson, personWithPasskey } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';
import { until } from './support/until';
import { bringEvent, eventOf, userIdOf } from './support/webhooks';

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
  'of ten copies of each of twenty tokens, brought at once, one opens a session, for the right person',
  withApp(async (app) => {
    const people = await Promise.all(Array.from({ length: 4 }, () => personWithPasskey(app)));
    const brought = people.map(async (person) => {
      for (let times = 0; times < 5; times++) {
        const token = await person.browser.signIn({ action: 'sign-in-with-passkey' });
        const visits = Array.from({ length: 10 }, () => newPerson(app, person.browser));
        const answers = await Promise.all(visits.map((visit) => visit.bring(token)));
        expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(401)]);

        const sessions = await Promise.all(visits.map((visit) => visit.session()));
        const emails = sessions.flatMap(({ user }) => (user ? [user] : []));
        expect(emails).toEqual([expect.objectContaining({ email: person.address })]);
      }
    });
    await Promise.all(brought);
    expect(await app.db().spentToken.count()).toBe(20);
  }),
);

testOnDatabases(
  'twenty browsers that bring one link at once open one session',
  withApp(async (app) => {
    const ada = newPerson(app);
    await ada.askForLink();
    const browsers = Array.from({ length: 20 }, () => newPerson(app));
    await Promise.all(browsers.map((browser) => browser.follow(ada.newestLink())));

    const sessions = await Promise.all(browsers.map((browser) => browser.session()));
    expect(sessions.filter(({ user }) => user)).toHaveLength(1);
  }),
);

testOnDatabases(
  'two links for one new address, asked for and opened at once, give one account and burn no link',
  withApp(async (app) => {
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
  }),
);

testOnDatabases(
  'a change of which twenty deliveries and the app itself tell at once is mailed once',
  withApp(async (app) => {
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
    await until(async () => (await app.db().accountMail.count({ where: { sentAt: null } })) === 0);
    expect(ada.mails().filter(({ subject }) => subject.includes('added'))).toHaveLength(1);
  }),
);
