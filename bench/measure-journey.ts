import type { Page } from '@playwright/test';

import { createPasskey, forgetSession, signInByMail } from '../__tests__/support/browser/steps';
import { addPageClock } from './add-page-clock';
import { type Figure, summary } from './print-figures';
import type { App } from './start-app';
import { asNewUser, withBrowser } from './with-browser';

const JOURNEYS = 7;
const EXAMPLE_MS = 157;

/** From /signin to the account page by autofill, by a user who touches the authenticator at once. */
export async function measureJourney(app: App): Promise<Figure[]> {
  const times = await withBrowser((browser) =>
    asNewUser(browser, app, async (page) => {
      await becomePasskeyUser(page, app);
      const clock = await addPageClock(page);

      const measured: number[] = [];
      for (let journey = 0; journey < JOURNEYS; journey++) {
        await signInByAutofill(page, app);
        measured.push(await clock.sinceSignIn());
        await forgetSession(page);
      }
      return measured;
    }),
  );

  return [
    {
      what: 'From /signin to the signed-in page by passkey',
      unit: 'ms',
      ...summary(times),
      example: EXAMPLE_MS,
      target: { atMost: EXAMPLE_MS },
    },
  ];
}

/** Signs up by mail and creates a passkey, through the pages. The user is signed out afterwards. */
export async function becomePasskeyUser(page: Page, app: App): Promise<void> {
  await signInByMail(page, app);
  await createPasskey(page);
  await forgetSession(page);
}

/** Opens /signin, where autofill signs in with the passkey, and waits for the account page. */
export async function signInByAutofill(page: Page, app: App): Promise<void> {
  const response = await page.goto('/signin', { waitUntil: 'commit' });
  if (response?.request().redirectedFrom()) throw new Error('The user is still signed in.');
  await page.waitForURL(`${app.url}/`);
}
