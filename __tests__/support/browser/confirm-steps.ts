import type { Page } from '@playwright/test';

import type { RunningApp } from '../processes/running-app';
import { letConditionalRequestsWait } from './conditional-requests';
import { beSignedIn, createPasskey, growOld, keepProposedName, signOut } from './steps';

/** Bob has a passkey in this browser, too. Then Ada is signed in, has one, and signed in an hour ago. */
export async function beAdaOfAnHourAgo(page: Page, app: RunningApp) {
  await letConditionalRequestsWait(page);
  const bob = await beSignedIn(page, app);
  await createPasskey(page);
  await signOut(page);
  const ada = await beSignedIn(page, app);
  await createPasskey(page);
  await keepProposedName(page);
  await growOld(page, app);
  return { ada, bob };
}

/** Which passkeys the page lets the browser offer. */
export function offeredTo(page: Page): string[][] {
  const offered: string[][] = [];
  page.on('response', async (response) => {
    if (!response.url().endsWith('/authentication-options')) return;
    const { options } = await response.json();
    offered.push(options.allowCredentials.map(({ id }: { id: string }) => id));
  });
  return offered;
}

/** Those of the user who is signed in. */
export const ownPasskeys = async (page: Page): Promise<string[]> => {
  const { passkeys } = await (await page.request.get('/api/passkeys')).json();
  return passkeys.map(({ credentialId }: { credentialId: string }) => credentialId);
};
