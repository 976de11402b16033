import { API_PATHS } from '../support/hostile/paths';
import { sendHostileRequests } from '../support/hostile/run';
import { EVIL } from '../support/hostile/values';
import { newPerson, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

/** The same requests each time, unless another seed is given. */
const SEED = Number(process.env.HOSTILE_SEED ?? 1);

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test(`no hostile request gets an answer that it should not (HOSTILE_SEED=${SEED})`, async () => {
  const ada = await personWithPasskey(app);
  const cookies = (await ada.cookies()).split('; ');
  const cookie = (name: string) => cookies.find((one) => one.startsWith(`${name}=`)) ?? '';

  const { statuses, findings } = await sendHostileRequests({
    url: app.url,
    seed: SEED,
    count: 1_000,
    paths: API_PATHS,
    credentials: {
      origin: app.url,
      csrfToken: decodeURIComponent(cookie('csrf-token')).replace(/^[^=]*=|\|.*$/g, ''),
      csrfCookie: cookie('csrf-token'),
      sessionCookie: cookie('session-token'),
    },
  });
  expect(findings).toEqual([]);
  // Neither are they all turned away at the door.
  for (const status of [200, 302, 303, 400, 401, 403, 405, 413]) {
    expect([...statuses.keys()]).toContain(status);
  }

  expect(app.logLines.join('')).not.toContain(EVIL);

  const visit = newPerson(app, ada.browser);
  await visit.bring(await ada.browser.signIn());
  expect(await visit.session()).toMatchObject({ user: { email: ada.address } });
}, 60_000);
