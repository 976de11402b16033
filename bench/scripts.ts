import type { Page } from '@playwright/test';

/** A script that a page has received. */
export interface Script {
  url: string;
  /** The path of the page that asked for it. */
  page: string;
  /** Bytes of the body as it comes over the wire, compressed; headers do not count. */
  bytes: number;
}

/** Notes every script that arrives in the page from now on, none of them from the cache. */
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
    // So far there are only headers.
    if (script) script.bytes -= response.encodedDataLength;
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId);
    if (script) script.bytes += encodedDataLength;
  });
  return () => [...scripts.values()];
}

/** A path of Authsignal's API that stands in its browser SDK and nowhere else. */
const SDK_MARK = '/client/user-authenticators/passkey/authentication-options';

/** Whether the script holds Authsignal's SDK. */
export async function isSdk({ url }: Script): Promise<boolean> {
  return (await (await fetch(url)).text()).includes(SDK_MARK);
}
