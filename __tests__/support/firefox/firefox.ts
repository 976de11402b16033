import { z } from 'zod';

import { until } from '../app/until';
import { openWindow } from './window';

const textSchema = z
  .string()
  .nullable()
  .transform((text) => text ?? '');

const ARROW_DOWN = '\uE015';
const ENTER = '\uE007';
const COMPLAINTS = `
  return [...document.querySelectorAll('main [role=alert]')].map((alert) => alert.innerText);`;
const OFFERED = `
  const popup = document.getElementById('PopupAutoComplete');
  const items = popup?.state === 'open' ? popup.querySelectorAll('richlistitem') : [];
  return [...items].map((item) => item.getAttribute('ac-label'));`;
const CANCEL = `
  const dialog = document.getElementById('notification-popup');
  if (dialog?.state !== 'open') return false;
  dialog.querySelector('popupnotification').button.click();
  return true;`;
const waitingFor = (origin: string) => `
  return Cc['@mozilla.org/webauthn/service;1'].getService(Ci.nsIWebAuthnService)
    .hasPendingConditionalGet(gBrowser.selectedBrowser.browsingContext.id, '${origin}');`;

const fieldWith = (label: string) => `//input[@id=//label[normalize-space()="${label}"]/@for]`;

/** A Firefox of its own, and the app at `origin` as its user sees and presses it. */
export async function openFirefox(origin: string) {
  const { send, run, click, aroundPage, close } = await openWindow();

  /** Firefox asks the keys that are plugged in, or in their place the one that a command has added. */
  const setPluggedIn = (isPluggedIn: boolean) =>
    aroundPage(() =>
      run(`
        Services.prefs.setBoolPref('security.webauth.webauthn_enable_softtoken', ${isPluggedIn});
        Services.prefs.setBoolPref('security.webauth.webauthn_enable_usbtoken', ${!isPluggedIn});`),
    );

  return {
    close,
    setPluggedIn,
    /** Gives the user a security key, which they touch whenever it asks. It is plugged in. */
    async giveSecurityKey() {
      await setPluggedIn(true);
      await send('WebAuthn:AddVirtualAuthenticator', {
        protocol: 'ctap2_1',
        transport: 'usb',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserConsenting: true,
        isUserVerified: true,
      });
    },
    goTo: (path: string) => send('WebDriver:Navigate', { url: new URL(path, origin).href }),
    /** What can be read on the page. While it changes to another, Firefox answers null. */
    text: async () => textSchema.parse(await run("return document.body?.innerText ?? ''")),
    /** What the page says went wrong. */
    complaints: async () => z.array(z.string()).parse(await run(COMPLAINTS)),
    press: (button: string) => click(`//button[normalize-space()="${button}"]`),
    enter: (label: string) => click(fieldWith(label)),
    async fill(label: string, text: string) {
      await send('WebDriver:ElementSendKeys', { id: await click(fieldWith(label)), text });
    },
    /** Whether the page's request for a passkey waits to be offered behind the field. */
    isRequestWaiting: async () => (await aroundPage(() => run(waitingFor(origin)))) !== 0,
    /** What Firefox offers behind the field that the user has entered. */
    offered: async () => z.array(z.string()).parse(await aroundPage(() => run(OFFERED))),
    /** Picks the first of it. */
    async pick() {
      const keys = [ARROW_DOWN, ENTER].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      const actions = [{ type: 'key', id: 'keyboard', actions: keys }];
      await send('WebDriver:PerformActions', { actions });
    },
    /** Presses "Cancel" in the dialog in which Firefox asks for a passkey, as soon as it is open. */
    cancelDialog: () => aroundPage(() => until(async () => (await run(CANCEL)) === true)),
  };
}

export type Firefox = Awaited<ReturnType<typeof openFirefox>>;
