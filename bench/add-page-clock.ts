import type { Page } from '@playwright/test';

/** Moments in the life of the current page, in milliseconds since the navigation to it began. */
interface PageClock {
  firstPaint(): Promise<number>;
  /** When the page asked the browser to offer passkeys in autofill. */
  armed(): Promise<number>;
}

/** Records these moments in every document that the page loads from now on. */
export async function addPageClock(page: Page): Promise<PageClock> {
  await page.addInitScript(() => {
    const { credentials } = navigator;
    const get = credentials.get.bind(credentials);
    const armed = new Promise<number>((resolve) => {
      credentials.get = (options) => {
        if (options?.mediation === 'conditional') resolve(performance.now());
        return get(options);
      };
    });
    const firstPaint = new Promise<number>((resolve) => {
      new PerformanceObserver((list) => {
        const [entry] = list.getEntriesByName('first-contentful-paint');
        if (entry) resolve(entry.startTime);
      }).observe({ type: 'paint', buffered: true });
    });
    Object.assign(window, { armed, firstPaint });
  });

  return {
    firstPaint: () => page.evaluate<number>('window.firstPaint'),
    armed: () => page.evaluate<number>('window.armed'),
  };
}
