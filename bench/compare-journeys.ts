import type { Page } from '@playwright/test';

import { addJourneyClock } from './add-journey-clock';
import { compare } from './compare';
import type { Figure, Target } from './print-figures';
import type { App } from './start-app';
import { asNewUser, becomePasskeyUser, withBrowser } from './with-browser';

const WARM_UP = 2;
const JOURNEYS = 16;
/** Latency in milliseconds; -1 is no limit. */
const SLOW = { offline: false, latency: 150, downloadThroughput: -1, uploadThroughput: -1 };

type ComparedApp = { name: string; url: string };

/**
 * Sign-ins by autofill in a browser, with the passkey of one user, who has created it in this app: locally,
 * from the opening of /signin by a user who picks it at once; and on a slow network, from the pick of a
 * user for whom the page has loaded long ago.
 */
export async function compareJourneys(apps: ComparedApp[], app: App): Promise<Figure[]> {
  const local = await asPasskeyUser(app, false, (page, endOfJourney) =>
    compareOn(page, apps, 'From /signin to signed in, local', { atMost: 1 }, async ({ url }) => {
      await page.goto(`${url}/signin`, { waitUntil: 'commit' });
      const { opened, shown } = await endOfJourney();
      return shown - opened;
    }),
  );
  const slow = await asPasskeyUser(app, true, async (page, endOfJourney) => {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', SLOW);
    const what = 'From the passkey to signed in, 150 ms';
    return compareOn(page, apps, what, { atMost: 0.5 }, async ({ url }) => {
      await page.goto(`${url}/signin`, { waitUntil: 'networkidle' });
      await page.evaluate('pick()');
      const { picked, shown } = await endOfJourney();
      return shown - picked;
    });
  });
  return [...local, ...slow];
}

function asPasskeyUser(
  app: App,
  isPatient: boolean,
  measure: (
    page: Page,
    endOfJourney: Awaited<ReturnType<typeof addJourneyClock>>,
  ) => Promise<Figure[]>,
) {
  return withBrowser((browser) =>
    asNewUser(browser, app, async (page) => {
      const address = await becomePasskeyUser(page, app);
      return measure(page, await addJourneyClock(page, address, isPatient));
    }),
  );
}

async function compareOn(
  page: Page,
  apps: ComparedApp[],
  what: string,
  target: Target,
  signIn: (app: ComparedApp) => Promise<number>,
) {
  const measure = async (app: ComparedApp) => {
    const time = await signIn(app);
    // The app's last requests have their session.
    await page.waitForLoadState('networkidle');
    await page.goto('about:blank');
    await page.context().clearCookies();
    return time;
  };
  for (const app of apps) for (let count = 0; count < WARM_UP; count++) await measure(app);
  return compare(apps, { what, unit: 'ms', rounds: JOURNEYS, measure, targets: { peer: target } });
}
