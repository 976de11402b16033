import { z } from 'zod';

import { startFirefox } from './start-firefox';

/** How long a button or field may take to appear. */
const PATIENCE_MS = 10_000;

const ELEMENT = z.object({ value: z.record(z.string(), z.string()) });
const RESULT = z.object({ value: z.unknown() });

/** Firefox as it has just been started, and the window in which it shows a page. */
export async function openWindow() {
  const { marionette, close } = await startFirefox();
  const { send } = marionette;
  await send('WebDriver:NewSession', { timeouts: { implicit: PATIENCE_MS } });

  /** Runs a script, and returns its result. */
  const run = async (script: string) =>
    RESULT.parse(await send('WebDriver:ExecuteScript', { script, args: [] })).value;

  /** Waits for what the XPath finds, and clicks on it. */
  async function click(xpath: string) {
    const id = await find(xpath);
    await send('WebDriver:ElementClick', { id });
    return id;
  }

  async function find(xpath: string) {
    const found = await send('WebDriver:FindElement', { using: 'xpath', value: xpath });
    const [id = ''] = Object.values(ELEMENT.parse(found).value);
    return id;
  }

  /** Does it around the page, where Firefox has its dialogs, and not in the page. */
  async function aroundPage<T>(act: () => Promise<T>): Promise<T> {
    await send('Marionette:SetContext', { value: 'chrome' });
    return act().finally(() => send('Marionette:SetContext', { value: 'content' }));
  }

  return { send, run, click, aroundPage, close };
}
