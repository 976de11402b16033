import { testOnDatabases } from './support/databases';
import { newPerson } from './support/person';
import { startTestApp, type TestApp } from './support/test-app';

/** Runs the fact with an app that has just started, and knows nothing but what the database says. */
async function withFreshApp(databaseUrl: string, fact: (app: TestApp) => Promise<void>) {
  jest.resetModules();
  Reflect.deleteProperty(globalThis, 'prisma');
  const app = await startTestApp({ databaseUrl });
  await fact(app).finally(() => app.close());
}

testOnDatabases('fifty parallel requests send at most three mails', (url) =>
  withFreshApp(url, async (app) => {
    const ada = newPerson(app);
    const people = Array.from({ length: 50 }, () => newPerson(app));
    const answers = await Promise.all(people.map((person) => person.askForLink(ada.address)));

    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(ada.links()).toHaveLength(3);
  }),
);

testOnDatabases('what one process has counted, another one goes on from', async (url) => {
  const address = 'ada@example.com';
  await withFreshApp(url, async (app) => {
    await newPerson(app).askForLink(address);
    await newPerson(app).askForLink(address);
    expect(newPerson(app).links(address)).toHaveLength(2);
  });

  await withFreshApp(url, async (app) => {
    const [ada, bob] = [newPerson(app), newPerson(app)];
    await ada.askForLink(address);
    await ada.askForLink(address);
    await bob.askForLink();
    expect(ada.links(address)).toHaveLength(1);
    expect(bob.links()).toHaveLength(1);
  });
});
