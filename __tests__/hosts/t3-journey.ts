import { expect } from '@playwright/test';

import { passkeyMessages } from '../../utils/passkeys/codes';
import { letConditionalRequestsWait } from '../support/browser/conditional-requests';
import { Device } from '../support/browser/device';
import { query } from '../support/database/query';
import type { Host } from './host';
import { createPasskey, expectRefused, signInTokenOf } from './passkey-steps';
import { startAcme } from './t3-acme';
import { expectSignedIn, expectSignedOut, tryBaseline } from './t3-baseline';
import { doctorWrites, edits, NEW_TABLE } from './t3-edits';
import { sessionsOf, setUser, signInByMail, signOut, untilHome, visit } from './t3-people';
import type { Trial } from './trial';

const PROVIDER = 'credentials';

async function tryPasskeys(trial: Trial): Promise<void> {
  const { check, databaseUrl } = trial;
  const page = await visit(trial);
  const device = await Device.attach(page);
  const press = async () => {
    await page.goto('/settings');
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  };
  const spent = () => query(databaseUrl, 'SELECT * FROM "SpentToken"');
  const tokens = { enrolment: '', signIn: '' };
  let email = '';

  await check('a user who came by mail creates a passkey', async () => {
    email = await signInByMail(page, trial);
    tokens.enrolment = await createPasskey(page);
    expect(await device.passkeys()).toHaveLength(1);
  });

  await check(
    'the field of the sign-in page offers it, and it opens a session in the database',
    async () => {
      // The virtual authenticator picks at once what is offered.
      tokens.signIn = await signInTokenOf(page, PROVIDER, () => signOut(page));
      await untilHome(page, email);
      await expectSignedIn(page, email);
      const cookies = await page.context().cookies();
      const cookie = cookies.find(({ name }) => name === 'next-auth.session-token');
      expect(await sessionsOf(trial, email)).toEqual([cookie?.value]);
    },
  );

  await check('a token that has signed in is refused', () =>
    expectRefused(trial, PROVIDER, tokens.signIn),
  );
  await check('the token of an enrolment is refused', () =>
    expectRefused(trial, PROVIDER, tokens.enrolment),
  );

  await check(
    'the button signs in with it, and leads back to where the middleware came from',
    async () => {
      await letConditionalRequestsWait(page);
      await signOut(page);
      await press();
      await expect(page.getByText(`The account of ${email}`)).toBeVisible();
      await expectSignedIn(page, email);
      expect(await spent()).toHaveLength(2);
    },
  );

  await check('a suspended user with a passkey gets no session, and spends no token', async () => {
    await signOut(page);
    await setUser(trial, email, 'suspended = true');
    await press();
    await expect(page.getByText(passkeyMessages.access_denied)).toBeVisible();
    expect(await sessionsOf(trial, email)).toEqual([]);
    expect(await spent()).toHaveLength(2);
    await expectSignedOut(page);

    await setUser(trial, email, 'suspended = false');
    await press();
    await expect(page.getByText(`The account of ${email}`)).toBeVisible();
  });
}

/** A host as create-t3-app made it: Next.js 14, database sessions, OAuth, src/, and its own policy. */
export const host: Host = {
  name: 'Database sessions, Next.js 14, src/',
  folder: '__tests__/hosts/t3',
  item: 'passkeys-src',
  tables: 'prisma/tables.sql',
  edits,
  doctorWrites,
  newTable: NEW_TABLE,
  start: startAcme,
  async journey(trial) {
    await tryBaseline(trial);
    const old = await visit(trial);
    const email = await signInByMail(old, trial);

    return async (then) => {
      await then.check('a session from before is alive', () => expectSignedIn(old, email));
      await tryPasskeys(then);
      await tryBaseline(then);
    };
  },
};
