import type { Browser } from '@playwright/test';

import { Device } from '../__tests__/support/browser/device';
import type { App } from './app';
import { asNewcomer, openBrowser } from './browser';
import { EXAMPLE } from './example';
import { addPageClock } from './page-clock';
import type { Scope } from './scope';
import { summary } from './statistics';
import type { Row } from './table';

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

/** How soon the sign-in page is seen, and offers passkeys, on a phone that has never been there. */
export async function measurePaint(scope: Scope, app: App): Promise<Row[]> {
  const browser = await openBrowser(scope);
  const loads: Moments[] = [];
  for (let load = 0; load < LOADS; load++) loads.push(await loadOnce(browser, app));
  await browser.close();

  return [
    {
      what: 'First contentful paint of /signin, phone',
      unit: 'ms',
      ...summary(loads.map(({ firstPaint }) => firstPaint)),
      example: EXAMPLE.firstPaintMs,
      target: { atMost: 0.6 * EXAMPLE.firstPaintMs },
    },
    {
      what: 'Autofill armed on /signin, phone',
      unit: 'ms',
      ...summary(loads.map(({ armed }) => armed)),
      example: EXAMPLE.armedMs,
      target: { atMost: 0.75 * EXAMPLE.armedMs },
    },
  ];
}

type Moments = { firstPaint: number; armed: number };

function loadOnce(browser: Browser, app: App): Promise<Moments> {
  return asNewcomer(browser, app, async (context) => {
    const page = await context.newPage();
    // Without a reader, Chromium has no autofill to offer. This one is empty.
    await Device.attach(page);
    const clock = await addPageClock(page);

    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', PHONE);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });

    await page.goto('/signin');
    return { firstPaint: await clock.firstPaint(), armed: await clock.armed() };
  });
}
