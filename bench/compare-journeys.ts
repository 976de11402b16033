import { addJourneyClock } from './add-journey-clock';
import { compare } from './compare';
import type { Figure } from './print-figures';
import type { App } from './start-app';
import { asNewUser, becomePasskeyUser, withBrowser } from './with-browser';

const WARM_UP = 2;
const JOURNEYS = 16;

interface Conditions {
  what: string;
  /** What the network adds to each answer, in milliseconds. */
  latency: number;
  /** Whether the user picks the passkey once the page is at rest, and time runs from then on. */
  isPatient: boolean;
  atMost: number;
}

const CONDITIONS: Conditions[] = [
  { what: 'From /signin to signed in, local', latency: 0, isPatient: false, atMost: 1 },
  { what: 'From the passkey to signed in, 150 ms', latency: 150, isPatient: true, atMost: 0.5 },
];

type ComparedApp = { name: string; url: string };

/**
 * Sign-ins by autofill in a browser. A user creates a passkey in `app`, and signs in with it everywhere: it
 * is a passkey for localhost, on any port.
 */
export async function compareJourneys(apps: ComparedApp[], app: App): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const conditions of CONDITIONS) figures.push(...(await compareUnder(conditions, apps, app)));
  return figures;
}

function compareUnder(conditions: Conditions, apps: ComparedApp[], app: App): Promise<Figure[]> {
  const { what, latency, isPatient, atMost } = conditions;
  return withBrowser((browser) =>
    asNewUser(browser, app, async (page) => {
      const address = await becomePasskeyUser(page, app);
      const endOfJourney = await addJourneyClock(page, address, isPatient);
      const cdp = await page.context().newCDPSession(page);
      await cdp.send('Network.enable');
      const unlimited = { offline: false, downloadThroughput: -1, uploadThroughput: -1 };
      await cdp.send('Network.emulateNetworkConditions', { latency, ...unlimited });

      const signIn = async ({ url }: ComparedApp) => {
        await page.goto(`${url}/signin`, { waitUntil: isPatient ? 'networkidle' : 'commit' });
        if (isPatient) await page.waitForFunction('window.pick');
        if (isPatient) await page.evaluate('pick()');
        const { opened, picked, shown } = await endOfJourney();
        // The app's last requests have their session.
        await page.waitForLoadState('networkidle');
        await page.goto('about:blank');
        await page.context().clearCookies();
        return shown - (isPatient ? picked : opened);
      };
      for (const one of apps) for (let count = 0; count < WARM_UP; count++) await signIn(one);

      const prepare = async (one: ComparedApp) => () => signIn(one);
      const targets = { peer: { atMost } };
      return compare(apps, { what, unit: 'ms', rounds: JOURNEYS, prepare, targets });
    }),
  );
}
