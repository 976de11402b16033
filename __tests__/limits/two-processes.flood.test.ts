import { BAD_TOKEN, inTurn, statusesOf } from '../support/app/limits';
import { newPerson } from '../support/user/person';
import { startNextTestApp, type TestApp } from '../support/app/test-app';
import { startTestDatabase } from '../support/database/test-database';

let database: Awaited<ReturnType<typeof startTestDatabase>>;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.close());

async function withNextApp(fact: (app: TestApp) => Promise<void>) {
  const app = await startNextTestApp(database.url);
  await fact(app).finally(() => app.close());
}

test('what one process has counted, another one goes on from', async () => {
  const address = 'ada@example.com';
  await withNextApp(async (app) => {
    await newPerson(app).askForLink(address);
    await newPerson(app).askForLink(address);
    expect(newPerson(app).links(address)).toHaveLength(2);
  });

  await withNextApp(async (app) => {
    const [ada, bob] = [newPerson(app), newPerson(app)];
    await ada.askForLink(address);
    await ada.askForLink(address);
    await bob.askForLink();
    expect(ada.links(address)).toHaveLength(1);
    expect(bob.links()).toHaveLength(1);
  });
});

test('bad tokens count together, whichever process they come to', async () => {
  const eve = '192.0.2.66';
  const bring = async (app: TestApp, client?: string) =>
    (await newPerson(app, undefined, client).bring(BAD_TOKEN)).status;

  await withNextApp(async (app) => {
    expect(
      statusesOf(await inTurn(29, () => newPerson(app, undefined, eve).bring(BAD_TOKEN))),
    ).toEqual([401]);
  });
  await withNextApp(async (app) => {
    expect([await bring(app, eve), await bring(app, eve)]).toEqual([401, 429]);
    expect(await bring(app)).toBe(401);
  });
});
