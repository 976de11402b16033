import { rm } from 'node:fs/promises';

import { applyMigrations } from '../../prisma/apply-migrations';
import {
  createPasskey,
  mailsTo,
  sessionCookieOf,
  signInAgainByAutofill,
  signInByMail,
} from '../support/browser/steps';
import { expect, withApp } from '../support/browser/test';
import { query } from '../support/database/query';
import { runApp } from '../support/processes/running-app';
import { buildServerless } from '../support/serverless/build-serverless';
import { runFunctions } from '../support/serverless/run-functions';

const CRON_SECRET = 'secret-of-the-schedule';

const test = withApp(async () => {
  let folder = '';
  const app = await runApp({
    env: { CRON_SECRET },
    start: async (port, env) => {
      await applyMigrations({ url: env.DATABASE_URL ?? '' });
      folder = await buildServerless(env);
      return runFunctions(folder, port, env);
    },
  });
  return {
    ...app,
    async close() {
      await app.close();
      await rm(folder, { recursive: true });
    },
  };
});
// One build, for one worker.
test.describe.configure({ mode: 'default', timeout: 120_000 });

// A list that is under way when the user signs out.
test.use({ expectedErrors: /status of 401/ });

const housekeeping = { headers: { authorization: `Bearer ${CRON_SECRET}` } };
/** As after the minute in which the process that has taken a mail may send it. */
const FORGET_WHO_SENDS = `UPDATE "AccountMail" SET "takenUntil" = now() AT TIME ZONE 'UTC' WHERE "sentAt" IS NULL`;
const EXPIRED = `SELECT 1 FROM "VerificationToken" WHERE "expires" < now() - interval '1 day'`;
const ADD_EXPIRED = `INSERT INTO "VerificationToken" ("identifier", "token", "expires") VALUES ('a', 'b', '2020-01-01')`;

test('in processes that stop after each answer, no session, no mail and no purge is lost', async ({
  page,
  app,
  device,
  request,
}) => {
  const database = app.env.DATABASE_URL ?? '';
  await query(database, ADD_EXPIRED);
  expect(await query(database, EXPIRED)).toHaveLength(1);
  const address = await signInByMail(page, app);
  expect(await query(database, EXPIRED)).toHaveLength(0);

  const { name, value } = await sessionCookieOf(page);
  const headers = { Cookie: `${name}=${value}` };
  const status = async () => (await fetch(`${app.url}/api/sessions`, { headers })).status;
  expect([await status(), await status()]).toEqual([200, 200]);
  await createPasskey(page);
  await signInAgainByAutofill(page, device, address);
  expect([await status(), await status()]).toEqual([401, 401]);

  await query(database, FORGET_WHO_SENDS);
  expect((await request.get('/api/housekeeping', housekeeping)).status()).toBe(204);
  const subjects = (await mailsTo(page, app, address)).map(({ subject }) => subject);
  expect(subjects.filter((subject) => subject.startsWith('A passkey was added'))).toHaveLength(1);
});

for (const [path, status] of Object.entries({
  '/signin': 200,
  '/account-deleted': 200,
  '/': 307,
  '/icon.svg': 200,
  '/nothing': 404,
  '/api/sessions': 401,
  '/.well-known/passkey-endpoints': 200,
})) {
  test(`Next.js itself sets the headers: ${path}`, async ({ request }) => {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(status);
    expect(answer.headers()).toMatchObject({
      'content-security-policy': expect.stringContaining("script-src 'self';"),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
    });
  });
}
