import type { Page } from '@playwright/test';

/** A script that a page has loaded. */
export interface Script {
  url: string;
  /** The path of the page that asked for it. */
  page: string;
  /** Bytes of the compressed body, without headers. */
  bytes: number;
}

/** Records every script that the page loads from now on. Turns the browser's cache off for that. */
export async function watchScripts(page: Page): Promise<() => Script[]> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });

  const scripts = new Map<string, Script>();
  cdp.on('Network.requestWillBeSent', ({ requestId, type, request, documentURL }) => {
    const { pathname } = new URL(documentURL);
    if (type === 'Script') scripts.set(requestId, { url: request.url, page: pathname, bytes: 0 });
  });
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    const script = scripts.get(requestId);
    // These are the bytes of the headers, which the total at the end includes.
    if (script) script.bytes -= response.encodedDataLength;
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId);
    if (script) script.bytes += encodedDataLength;
  });
  return () => [...scripts.values()];
}
