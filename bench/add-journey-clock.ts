import type { Page } from '@playwright/test';

/** The moments of a journey, in milliseconds since the epoch. */
interface Journey {
  /** The navigation to /signin began. */
  opened: number;
  /** The browser handed the picked passkey's answer to the page. */
  picked: number;
  /** Another page was about to draw the user's address. */
  shown: number;
}

/**
 * Records the journeys of every document that the page loads from now on. If `isPatient`, the user picks a
 * passkey only when `pick()` is called in the page; otherwise as soon as the page offers it. Returns a
 * function that waits for the end of a journey.
 */
export async function addJourneyClock(page: Page, address: string, isPatient: boolean) {
  await page.addInitScript(record, { address, isPatient });

  return async (): Promise<Journey> => {
    await page.waitForURL(({ pathname }) => pathname !== '/signin');
    const shown = await page.evaluate<number>('window.shown');
    const noted = (moment: string) => page.evaluate<number>(`Number(sessionStorage.${moment})`);
    const journey = { opened: await noted('opened'), picked: await noted('picked'), shown };
    if (!(journey.opened < journey.picked && journey.picked < shown)) {
      throw new Error(`This is no journey with a passkey: ${JSON.stringify(journey)}`);
    }
    return journey;
  };
}

/** Runs in the page. */
function record({ address, isPatient }: { address: string; isPatient: boolean }): void {
  // about:blank has no storage.
  if (location.protocol === 'about:') return;
  const now = () => performance.timeOrigin + performance.now();
  const note = (moment: string, time: number) => sessionStorage.setItem(moment, String(time));
  if (location.pathname === '/signin') note('opened', performance.timeOrigin);

  const { credentials } = navigator;
  const get = credentials.get.bind(credentials);
  credentials.get = async (options) => {
    if (isPatient && options?.mediation === 'conditional') {
      await new Promise<void>((resolve, reject) => {
        Object.assign(window, { pick: resolve });
        const { signal } = options;
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    }
    const credential = await get(options);
    note('picked', now());
    return credential;
  };

  const shown = new Promise<number>((resolve) => {
    const look = () => {
      // Not the text of the whole body, which holds the page's data too.
      const text = document.querySelector('#__next')?.textContent;
      const isShown = location.pathname !== '/signin' && text?.includes(address);
      if (isShown) resolve(now());
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  Object.assign(window, { shown });
}
