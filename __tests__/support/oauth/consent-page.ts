import type { Page } from '@playwright/test';

import type { OAuthStandIns, Visitor } from './stand-ins';

const PAGES = ['https://github.com/login/*', 'https://accounts.google.com/o/*'];

/**
 * Shows a page of its own where this browser is led to GitHub or Google, which asks whether to go on as `visitor`.
 * By the browser's protocol, because Playwright's routes miss what a redirect leads to.
 */
export async function beAtProvider(page: Page, standIns: OAuthStandIns, visitor: Visitor) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Fetch.enable', { patterns: PAGES.map((urlPattern) => ({ urlPattern })) });
  cdp.on('Fetch.requestPaused', ({ requestId, request }) => {
    const back = standIns.authorize(request.url, visitor);
    const cancelled = new URL(back);
    cancelled.searchParams.delete('code');
    cancelled.searchParams.set('error', 'access_denied');
    const link = (url: string, text: string) =>
      `<p><a href="${url.replaceAll('&', '&amp;')}">${text}</a></p>`;
    const body = `<!doctype html><title>Provider</title>${link(back, 'Authorize')}${link(cancelled.href, 'Cancel')}`;
    void cdp.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders: [{ name: 'Content-Type', value: 'text/html' }],
      body: Buffer.from(body).toString('base64'),
    });
  });
}
