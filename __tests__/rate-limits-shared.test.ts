import { testOnDatabases } from './support/databases';
import { inTurn, statusesOf } from './support/limits';
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

testOnDatabases('bad tokens count together, whichever process they come to', async (url) => {
  const BAD_TOKEN = 'a-token-that-nobody-made';
  const eve = '192.0.2.66';
  const bring = async (app: TestApp, client?: string) =>
    (await newPerson(app, undefined, client).bring(BAD_TOKEN)).status;

  await withFreshApp(url, async (app) => {
    expect(
      statusesOf(await inTurn(29, () => newPerson(app, undefined, eve).bring(BAD_TOKEN))),
    ).toEqual([401]);
  });
  await withFreshApp(url, async (app) => {
    expect([await bring(app, eve), await bring(app, eve)]).toEqual([401, 429]);
    expect(await bring(app)).toBe(401);
  });
});
