import { forgetSession } from '../__tests__/support/browser/steps';
import type { App } from './app';
import { asNewcomer, openBrowser } from './browser';
import { EXAMPLE } from './example';
import { addPageClock } from './page-clock';
import { becomePasskeyHolder, signInByAutofill } from './passkey-holder';
import type { Scope } from './scope';
import { summary } from './statistics';
import type { Row } from './table';

const JOURNEYS = 7;

/** From /signin to the account page by autofill, by a person who touches the reader at once. */
export async function measureJourney(scope: Scope, app: App): Promise<Row[]> {
  const browser = await openBrowser(scope);
  const times = await asNewcomer(browser, app, async (context) => {
    const page = await context.newPage();
    await becomePasskeyHolder(page, app);
    const clock = await addPageClock(page);

    const measured: number[] = [];
    for (let journey = 0; journey < JOURNEYS; journey++) {
      await signInByAutofill(page, app);
      measured.push(await clock.sinceSignIn());
      await forgetSession(page);
    }
    return measured;
  });
  await browser.close();

  return [
    {
      what: 'From /signin to the signed-in page by passkey',
      unit: 'ms',
      ...summary(times),
      example: EXAMPLE.journeyMs,
      target: { atMost: EXAMPLE.journeyMs },
    },
  ];
}
