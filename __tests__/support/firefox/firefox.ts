import { z } from 'zod';

import { startFirefox } from './start-firefox';

/** How long a button or field may take to appear. */
const PATIENCE_MS = 10_000;

const ELEMENT = z.object({ value: z.record(z.string(), z.string()) });
const TEXT = z.object({ value: z.string() });

/** A Firefox of its own, and the app at `origin` as its user sees and presses it. */
export async function openFirefox(origin: string) {
  const { marionette, close } = await startFirefox();
  const { send } = marionette;
  await send('WebDriver:NewSession', { timeouts: { implicit: PATIENCE_MS } });

  async function find(xpath: string) {
    const found = await send('WebDriver:FindElement', { using: 'xpath', value: xpath });
    const [id = ''] = Object.values(ELEMENT.parse(found).value);
    return id;
  }

  return {
    close,
    goTo: (path: string) => send('WebDriver:Navigate', { url: new URL(path, origin).href }),
    press: async (button: string) =>
      send('WebDriver:ElementClick', { id: await find(`//button[normalize-space()="${button}"]`) }),
    fill: async (label: string, text: string) =>
      send('WebDriver:ElementSendKeys', {
        id: await find(`//input[@id=//label[normalize-space()="${label}"]/@for]`),
        text,
      }),
    /** What can be read on the page. */
    async text() {
      const script = 'return document.body.innerText';
      return TEXT.parse(await send('WebDriver:ExecuteScript', { script, args: [] })).value;
    },
    /** Plugs in a security key. Its owner touches it whenever it asks. */
    plugIn: () =>
      send('WebAuthn:AddVirtualAuthenticator', {
        protocol: 'ctap2_1',
        transport: 'usb',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserConsenting: true,
        isUserVerified: true,
      }),
  };
}

export type Firefox = Awaited<ReturnType<typeof openFirefox>>;
