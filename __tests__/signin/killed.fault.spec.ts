import type { Page } from '@playwright/test';

import { startFaultProxy } from '../support/faults/fault-proxy';
import { insteadOf, when } from '../support/faults/faults';
import { testWithOthers as test } from '../support/browser/other-app';
import { beSignedIn, createPasskey, signOut } from '../support/browser/steps';
import { expect } from '../support/browser/test';

test.use({ expectedErrors: /ERR_FAILED/ });

/** Has the offered passkey picked by what opens the sign-in page. The result token gets no further than here. */
async function newToken(page: Page, open: () => Promise<unknown>): Promise<string> {
  const path = /callback\/credentials/;
  await page.route(path, (route) => route.abort());
  const brought = page.waitForRequest(path);
  await open();
  const fields = new URLSearchParams((await brought).postData() ?? '');
  return fields.get('signInToken') ?? '';
}

/** Brings the token to an app. Resolves to the status and the cookies with which it answers. */
async function bring(url: string, signInToken: string) {
  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken }: { csrfToken: string } = await first.json();
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { Cookie: first.headers.getSetCookie().join('; ') },
    body: new URLSearchParams({ csrfToken, signInToken, json: 'true' }),
  });
  return { status: answer.status, Cookie: answer.headers.getSetCookie().join('; ') };
}

const ENTERS_SESSION = /INSERT INTO "public"."Session"/;

const moments = [
  {
    moment: 'before its token is spent',
    kill: (kill: () => void) => when(ENTERS_SESSION, kill),
    statusOfSameToken: 200,
  },
  {
    moment: 'as its token has been spent',
    kill: (kill: () => void) => insteadOf(/SELECT 1/, ENTERS_SESSION, kill),
    statusOfSameToken: 401,
  },
];

for (const { moment, kill, statusOfSameToken } of moments) {
  test(`after the app was killed in a sign-in, ${moment}, its owner signs in again`, async ({
    page,
    app,
    device,
    startOther,
  }) => {
    const address = await beSignedIn(page, app);
    await createPasskey(page);
    const token = await newToken(page, () => signOut(page));
    const another = await newToken(page, () => page.reload());
    expect(await device.passkeys()).toHaveLength(1);

    const database = await startFaultProxy(app.env.DATABASE_URL ?? '');
    const killed = await startOther({ DATABASE_URL: database.url });
    const killIt = () => void process.kill(killed.pid ?? 0, 'SIGKILL');
    await database.during(kill(killIt), () =>
      expect(bring(killed.url, token)).rejects.toThrow('fetch failed'),
    );
    expect(await killed.ended).toBe(null);
    await database.close();

    // What is left of it is what another instance finds.
    expect((await bring(app.url, token)).status).toBe(statusOfSameToken);
    const { status, Cookie } = await bring(app.url, another);
    expect(status).toBe(200);
    const session = await fetch(`${app.url}/api/auth/session`, { headers: { Cookie } });
    expect(await session.json()).toMatchObject({ user: { email: address }, method: 'passkey' });
  });
}
