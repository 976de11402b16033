import { startFaultProxy } from '../support/faults/fault-proxy';
import { close, refuse, when } from '../support/faults/faults';
import { testWithOthers as test } from '../support/browser/other-app';
import { beSignedIn } from '../support/browser/steps';
import { expect } from '../support/browser/test';

// A build has modules of its own for pages, and others for the API.
test('a database that goes in the middle of a request is a 503, also where a page has asked it first', async ({
  page,
  app,
  startOther,
}) => {
  const address = await beSignedIn(page, app);
  const database = await startFaultProxy(app.env.DATABASE_URL ?? '');
  const other = await startOther({ DATABASE_URL: database.url });
  const endSessions = () =>
    page.request.delete(`${other.url}/api/sessions`, { headers: { Origin: other.url } });

  try {
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
  } finally {
    await database.close();
  }
});

test.describe('pages', () => {
  test.use({ expectedErrors: /status of 503/ });

  test('while the database is out, pages say so, show nobody, and sign nobody out', async ({
    page,
    app,
    startOther,
  }) => {
    const address = await beSignedIn(page, app);
    const database = await startFaultProxy(app.env.DATABASE_URL ?? '');
    const other = await startOther({ DATABASE_URL: database.url });
    const paths = ['/', '/signin', '/check-email'];

    try {
      await page.goto(other.url);
      await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
      const before = await page.context().cookies();
      await database.during(refuse, async () => {
        for (const path of paths) {
          const answer = await page.goto(other.url + path);
          expect(answer?.status()).toBe(503);
          expect(await answer?.text()).not.toContain(address);
          await expect(
            page.getByRole('heading', { name: 'Not available right now' }),
          ).toBeVisible();
        }
      });
      expect(await page.context().cookies()).toEqual(before);

      await page.goto(other.url);
      await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
    } finally {
      await database.close();
    }
  });
});
