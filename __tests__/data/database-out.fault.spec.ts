import { startFaultProxy } from '../support/faults/fault-proxy';
import { close, refuse, when } from '../support/faults/faults';
import { testWithOthers } from '../support/browser/other-app';
import { beSignedIn } from '../support/browser/steps';
import { expect } from '../support/browser/test';

type Proxy = Awaited<ReturnType<typeof startFaultProxy>>;

/** A user who is signed in, and an app whose database can be made to fail. */
const test = testWithOthers.extend<{
  address: string;
  database: Proxy;
  other: { url: string; output(): string };
}>({
  address: ({ page, app }, use) => beSignedIn(page, app).then(use),
  database: async ({ app }, use) => {
    const database = await startFaultProxy(app.env.DATABASE_URL ?? '');
    await use(database);
    await database.close();
  },
  other: ({ startOther, database }, use) => startOther({ DATABASE_URL: database.url }).then(use),
});

// A build has modules of its own for pages, and others for the API.
test('a database that goes in the middle of a request is a 503, also where a page has asked it first', async ({
  page,
  address,
  database,
  other,
}) => {
  const endSessions = () =>
    page.request.delete(`${other.url}/api/sessions`, { headers: { Origin: other.url } });

  // Nothing that the page asks by itself is to meet the fault.
  await page.goto(other.url, { waitUntil: 'networkidle' });
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  const lost = await database.during(when(/DELETE FROM "public"."Session"/, close), endSessions);

  expect(lost.status()).toBe(503);
  const id = lost.headers()['x-request-id'] ?? 'none';
  await expect
    .poll(() => /.*database_failed.*/.exec(other.output())?.[0])
    .toContain(`"requestId":"${id}"`);
  expect((await endSessions()).status()).toBe(204);
});

test.describe('pages', () => {
  test.use({ expectedErrors: /status of 503/ });

  test('while the database is out, pages say so, show nobody, and sign nobody out', async ({
    page,
    address,
    database,
    other,
  }) => {
    await page.goto(other.url);
    await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
    const before = await page.context().cookies();
    await database.during(refuse, async () => {
      for (const path of ['/', '/signin', '/check-email']) {
        const answer = await page.goto(other.url + path);
        expect(answer?.status()).toBe(503);
        expect(await answer?.text()).not.toContain(address);
        await expect(page.getByRole('heading', { name: 'Not available right now' })).toBeVisible();
      }
    });
    expect(await page.context().cookies()).toEqual(before);

    await page.goto(other.url);
    await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
  });
});
