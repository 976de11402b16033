import type { Page } from '@playwright/test';

import { addPageClock } from './add-page-clock';
import { type Figure, summary } from './print-figures';
import type { App } from './start-app';
import { asNewUser, withBrowser } from './with-browser';

const LOADS = 7;
const CPU_SLOWDOWN = 4;
const MEGABIT = 1_000_000 / 8;
/** Throughput in bytes a second, latency in milliseconds. */
const PHONE = {
  offline: false,
  latency: 150,
  downloadThroughput: 1.6 * MEGABIT,
  uploadThroughput: 0.75 * MEGABIT,
};

const EXAMPLE_FIRST_PAINT_MS = 1416;
const EXAMPLE_ARMED_MS = 1810;

/** How soon the sign-in page is drawn and offers passkeys, on a phone with an empty cache. */
export function measurePaint(app: App): Promise<Figure[]> {
  return withBrowser(async (browser) => {
    const firstPaints: number[] = [];
    const armings: number[] = [];
    for (let load = 0; load < LOADS; load++) {
      const { firstPaint, armed } = await asNewUser(browser, app, loadOnPhone);
      firstPaints.push(firstPaint);
      armings.push(armed);
    }

    return [
      {
        what: 'First contentful paint of /signin, phone',
        unit: 'ms',
        ...summary(firstPaints),
        example: EXAMPLE_FIRST_PAINT_MS,
        target: { atMost: 0.6 * EXAMPLE_FIRST_PAINT_MS },
      },
      {
        what: 'Autofill armed on /signin, phone',
        unit: 'ms',
        ...summary(armings),
        example: EXAMPLE_ARMED_MS,
        target: { atMost: 0.75 * EXAMPLE_ARMED_MS },
      },
    ];
  });
}

async function loadOnPhone(page: Page) {
  const clock = await addPageClock(page);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', PHONE);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });

  await page.goto('/signin');
  return { firstPaint: await clock.firstPaint(), armed: await clock.armed() };
}
