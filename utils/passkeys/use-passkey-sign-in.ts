import { useEffect, useSyncExternalStore } from 'react';

import type { CeremonySettings } from './exchange-token.browser';
import * as ceremony from './sign-in-ceremony.browser';

export type PasskeySignIn = CeremonySettings & { callbackUrl: string; go?: (url: string) => void };

/** A whole page load, because Next's router remembers where a middleware led before. */
const load = (url: string) => window.location.assign(url);

/**
 * Signs in with a passkey, from the autofill of the field with `autoComplete="username webauthn"` or, by
 * `press`, from a button. Then goes to `callbackUrl`, if NextAuth's `callbacks.redirect` agrees, or where
 * `callbacks.signIn` says, by `go`. Call `arm` in the field's `onFocus`.
 */
export function usePasskeySignIn(settings: PasskeySignIn) {
  const { callbackUrl, go = load } = settings;
  const current = useSyncExternalStore(ceremony.subscribe, ceremony.state, () => ceremony.IDLE);

  useEffect(() => ceremony.configure(settings));

  useEffect(() => {
    const waitInField = () => void ceremony.arm();
    waitInField();
    // What could not be loaded while offline is tried again.
    window.addEventListener('online', waitInField);
    return () => window.removeEventListener('online', waitInField);
  }, []);

  useEffect(() => {
    if (current.status === 'signed_in') go(current.url ?? callbackUrl);
  }, [current, callbackUrl, go]);

  return { state: current, arm: () => void ceremony.arm(), press: () => void ceremony.press() };
}

const neverChanges = () => () => undefined;
const supportsPasskeys = () => typeof window.PublicKeyCredential === 'function';

/** Whether this browser can use passkeys. The server cannot know, and assumes that it can. */
export const usePasskeySupport = (): boolean =>
  useSyncExternalStore(neverChanges, supportsPasskeys, () => true);
