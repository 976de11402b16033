import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';

import { useAuthsignal } from '@/utils/authsignal';
import { exchangeToken } from '@/utils/exchange-token.browser';
import { createPasskeySignIn, type SignInState } from '@/utils/passkey-sign-in.browser';
import { supportsAutofill } from '@/utils/passkey-support.browser';

const signIn = createPasskeySignIn();
const BEFORE_HYDRATION: SignInState = { status: 'idle' };

/**
 * Signs in with a passkey, from the e-mail field's autofill or from a button, and then leaves for
 * `callbackUrl`.
 */
export function usePasskeySignIn(callbackUrl: string) {
  const { passkey } = useAuthsignal();
  const services = useMemo(() => ({ passkey, exchange: exchangeToken }), [passkey]);
  const state = useSyncExternalStore(signIn.subscribe, signIn.state, () => BEFORE_HYDRATION);

  const arm = useCallback(async () => {
    if (await supportsAutofill()) await signIn.arm(services);
  }, [services]);

  const press = useCallback(async () => {
    await signIn.press(services, { autofill: await supportsAutofill() });
  }, [services]);

  useEffect(() => void arm(), [arm]);

  useEffect(() => {
    // A whole page load, so that nothing of the SDK's memory of this ceremony outlives it.
    if (state.status === 'signed_in') window.location.assign(callbackUrl);
  }, [state, callbackUrl]);

  return { state, arm, press };
}
