import { expect } from '@playwright/test';

import { letConditionalRequestsWait } from '../support/browser/conditional-requests';
import { Device } from '../support/browser/device';
import { query } from '../support/database/query';
import type { Host } from './host';
import { expectSignedIn, tryBaseline } from './jwt-baseline';
import { edits, NEW_TABLE } from './jwt-edits';
import { ada, seed, signInByPassword, signOut, untilHome } from './jwt-people';
import { createPasskey, expectRefused, signInTokenOf } from './passkey-steps';
import { newVisit, type Trial } from './trial';

/** The host's own passwords have the id `credentials`. */
const PROVIDER = 'passkey';

async function tryPasskeys(trial: Trial): Promise<void> {
  const { check } = trial;
  const page = await newVisit(trial);
  const device = await Device.attach(page);
  const tokens = { enrolment: '', signIn: '' };

  await check('a user who has signed in by password creates a passkey', async () => {
    await signInByPassword(page, ada);
    tokens.enrolment = await createPasskey(page);
    expect(await device.passkeys()).toHaveLength(1);
  });

  await check('the field of the sign-in page offers it, and it opens a session', async () => {
    // The virtual authenticator picks at once what is offered.
    tokens.signIn = await signInTokenOf(page, PROVIDER, () => signOut(page));
    await untilHome(page, ada);
    await expectSignedIn(page, ada);
  });

  await check(
    'the button signs in with it, and leads back to where withAuth came from',
    async () => {
      await letConditionalRequestsWait(page);
      await signOut(page);
      await page.waitForURL('/login');
      await page.goto('/report');
      await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
      await expect(page.getByText(`For ${ada.email}, ${ada.role}`)).toBeVisible();
      await expectSignedIn(page, ada);
    },
  );

  await check('a token that has signed in is refused', () =>
    expectRefused(trial, PROVIDER, tokens.signIn),
  );
  await check('the token of an enrolment is refused', () =>
    expectRefused(trial, PROVIDER, tokens.enrolment),
  );
  await check('one sign-in is one row of the new table', async () => {
    expect(await query(trial.databaseUrl, 'SELECT * FROM spent_tokens')).toHaveLength(2);
  });
}

/** A host with JWT sessions: Next.js 16, its own passwords, withAuth, and tables with @@map. */
export const host: Host = {
  name: 'JWT sessions, Next.js 16',
  folder: '__tests__/hosts/jwt',
  item: 'passkeys',
  tables: 'prisma/tables.sql',
  edits,
  newTable: NEW_TABLE,
  seed,
  /** Tries the host as it is. Returns what to try once it has passkeys. */
  async journey(trial) {
    await tryBaseline(trial);
    const old = await newVisit(trial);
    await signInByPassword(old, ada);

    return async (then) => {
      await then.check('a session from before is alive', () => expectSignedIn(old, ada));
      await tryPasskeys(then);
      await tryBaseline(then);
    };
  },
};
