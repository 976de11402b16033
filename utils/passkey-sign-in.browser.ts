import type { PasskeyClient } from '@/utils/mended-sdk.browser';
import type { MessageCode } from '@/utils/messages';
import { SIGN_IN_ACTION } from '@/utils/passkey-actions';
import { messageOfSdkCode, messageOfThrown } from '@/utils/passkey-failures';

export type SignInState =
  | { status: 'idle' | 'waiting' | 'verifying' | 'signed_in' }
  | { status: 'failed'; message: MessageCode };

export interface SignInServices {
  passkey: Pick<PasskeyClient, 'signIn'>;
  /** Trades a result token for a session; resolves to what went wrong, or undefined. */
  exchange: (token: string) => Promise<MessageCode | undefined>;
}

const IDLE: SignInState = { status: 'idle' };

/**
 * The one place that starts sign-in ceremonies, because a page can have one WebAuthn request
 * pending. There are two ways to start one: `arm` waits quietly behind the e-mail field, `press`
 * opens the browser's dialog and takes the place of what waits. Whoever started last owns the
 * state; a late result of an earlier ceremony, or one that nobody listens to any more, is dropped.
 *
 * It is a store (`subscribe`, `state`) and not component state, so that a remount finds the request
 * that is still waiting instead of starting another.
 */
export function createPasskeySignIn() {
  let state: SignInState = IDLE;
  let armed = false;
  let latest = 0;
  const listeners = new Set<() => void>();

  const set = (next: SignInState) => {
    state = next;
    listeners.forEach((listener) => listener());
  };
  const isBusy = () => ['waiting', 'verifying', 'signed_in'].includes(state.status);

  async function run({ passkey, exchange }: SignInServices, autofill: boolean) {
    const own = ++latest;
    const isCurrent = () => own === latest && listeners.size > 0;
    const verifying = () => isCurrent() && set({ status: 'verifying' });

    try {
      const { data, errorCode } = await passkey.signIn({
        action: SIGN_IN_ACTION,
        autofill,
        onVerificationStarted: verifying,
      });
      if (!isCurrent()) return;
      if (errorCode) return fail(messageOfSdkCode(errorCode), autofill);
      if (!data?.token) return fail(undefined, autofill);

      verifying();
      const failure = await exchange(data.token);
      if (isCurrent())
        set(failure ? { status: 'failed', message: failure } : { status: 'signed_in' });
    } catch (error) {
      if (isCurrent()) fail(messageOfThrown(error), autofill);
    }
  }

  function fail(message: MessageCode | undefined, autofill: boolean) {
    // Nobody asked for the ceremony behind the field: until it shows itself it says nothing, and
    // leaves standing what the button has said.
    if (autofill && state.status !== 'verifying') return;
    set(message ? { status: 'failed', message } : IDLE);
  }

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Waits behind the e-mail field, unless something waits already. */
    arm(services: SignInServices) {
      if (armed || isBusy()) return;
      armed = true;
      void run(services, true).finally(() => (armed = false));
    },
    /** Opens the browser's dialog, and waits behind the field again when it closes without a sign-in. */
    press(services: SignInServices) {
      if (isBusy()) return;
      set({ status: 'waiting' });
      void run(services, false).finally(() => this.arm(services));
    },
  };
}
