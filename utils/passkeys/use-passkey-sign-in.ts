import { useEffect, useSyncExternalStore } from 'react';

import { arm, IDLE, press, state, subscribe } from '@/utils/passkeys/sign-in-ceremony.browser';

/**
 * Signs in with a passkey, from the e-mail field's autofill or from a button, and then leaves for
 * `callbackUrl`.
 */
export function usePasskeySignIn(callbackUrl: string) {
  const current = useSyncExternalStore(subscribe, state, () => IDLE);

  useEffect(() => {
    void arm();
    // What could not be fetched is tried again when there is hope.
    window.addEventListener('online', arm);
    return () => window.removeEventListener('online', arm);
  }, []);

  useEffect(() => {
    // A whole page load, so that nothing of the SDK's memory of this ceremony outlives it.
    if (current.status === 'signed_in') window.location.assign(callbackUrl);
  }, [current, callbackUrl]);

  return { state: current, arm, press };
}
