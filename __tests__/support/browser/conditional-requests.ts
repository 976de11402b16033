import type { Page } from '@playwright/test';

/** Counts, from now on, how often a page asks the browser to offer passkeys in autofill. */
export async function countConditionalRequests(page: Page) {
  await page.addInitScript(() => {
    const { credentials } = navigator;
    const get = credentials.get.bind(credentials);
    let count = 0;
    credentials.get = (options) => {
      if (options?.mediation === 'conditional')
        Object.assign(window, { conditional: (count += 1) });
      return get(options);
    };
  });
  return () => page.evaluate<number>('window.conditional ?? 0');
}

/**
 * Lets such requests wait, from now on, until the page gives them up: as they do where the person
 * picks nothing. (A virtual authenticator picks at once.) Counts those that wait.
 */
export async function letConditionalRequestsWait(page: Page) {
  await page.addInitScript(() => {
    const { credentials } = navigator;
    const get = credentials.get.bind(credentials);
    const note = (waiting: number) => Object.assign(window, { waiting });
    const isCancelled = () => sessionStorage.getItem('cancels') === 'yes';
    const cancel = async () => {
      throw new DOMException('The request was cancelled.', 'NotAllowedError');
    };
    credentials.get = (options) => {
      if (options?.mediation !== 'conditional') return isCancelled() ? cancel() : get(options);
      note(1);
      return new Promise((_resolve, reject) => {
        options.signal?.addEventListener('abort', () => {
          note(0);
          reject(options.signal?.reason);
        });
      });
    };
  });
  return () => page.evaluate<number>('window.waiting ?? 0');
}

/** Whether the person closes the dialog of the next requests, on pages that let requests wait. */
export const setCancelling = (page: Page, cancels: boolean) =>
  page.evaluate((value) => sessionStorage.setItem('cancels', value), cancels ? 'yes' : 'no');
