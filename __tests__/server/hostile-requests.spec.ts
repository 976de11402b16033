import { ALL_PATHS } from '../support/hostile/paths';
import { sendHostileRequests } from '../support/hostile/run';
import { beSignedIn } from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

/** The same requests each time, unless another seed is given. */
const SEED = Number(process.env.HOSTILE_SEED ?? 1);

test(`no hostile request breaks the app that is built, or is reflected (HOSTILE_SEED=${SEED})`, async ({
  page,
  app,
}) => {
  test.slow();
  await beSignedIn(page, app, 'ada@hostile.example.com');
  const cookies = await page.context().cookies(app.url);
  const cookieOf = (name: string) => cookies.find((cookie) => cookie.name === name)?.value ?? '';
  const csrf = cookieOf('csrf-token');
  expect(csrf).not.toBe('');

  const { statuses, findings } = await sendHostileRequests({
    url: app.url,
    seed: SEED,
    count: 1_000,
    paths: ALL_PATHS,
    credentials: {
      origin: app.url,
      csrfToken: decodeURIComponent(csrf).replace(/\|.*$/, ''),
      csrfCookie: `csrf-token=${csrf}`,
      sessionCookie: `session-token=${cookieOf('session-token')}`,
    },
  });
  expect(findings).toEqual([]);
  // Neither are they all turned away at the door.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 303, 400, 403, 404, 405]));
});
