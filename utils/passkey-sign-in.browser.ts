import type { MessageCode } from '@/utils/messages';
import type { PasskeyClient } from '@/utils/mended-sdk.browser';
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
 * opens the browser's dialog and takes the place of what waits. One ceremony owns the state: the
 * one started last, or what still waits behind the field when a press has come to nothing. The
 * result of any other, or one that nobody listens to any more, is dropped.
 *
 * It is a store (`subscribe`, `state`) and not component state, so that a remount finds the request
 * that is still waiting instead of starting another.
 */
export function createPasskeySignIn() {
  let state: SignInState = IDLE;
  let owner: symbol | undefined;
  let armed: symbol | undefined;
  const listeners = new Set<() => void>();

  const set = (next: SignInState) => {
    state = next;
    listeners.forEach((listener) => listener());
  };
  const isBusy = () => ['waiting', 'verifying', 'signed_in'].includes(state.status);

  /** Runs a ceremony to its end, and resolves to whether the person saw it. */
  async function run(own: symbol, { passkey, exchange }: SignInServices, autofill: boolean) {
    let isSeen = !autofill;
    const isOwner = () => own === owner && listeners.size > 0;
    const verifying = () => {
      isSeen = true;
      if (isOwner()) set({ status: 'verifying' });
    };
    const ceremony = async (): Promise<MessageCode | 'signed_in' | undefined> => {
      const request = { action: SIGN_IN_ACTION, autofill, onVerificationStarted: verifying };
      const { data, errorCode } = await passkey.signIn(request);
      if (errorCode) return messageOfSdkCode(errorCode);
      if (!data?.token || !isOwner()) return undefined;

      verifying();
      return (await exchange(data.token)) ?? 'signed_in';
    };

    owner = own;
    const outcome = await ceremony().catch(messageOfThrown);
    if (own !== owner) return isSeen;

    if (outcome === 'signed_in') set({ status: 'signed_in' });
    // Nobody asked for the ceremony behind the field: until it shows itself it says nothing, and
    // leaves standing what the button has said.
    else if (isSeen) set(outcome ? { status: 'failed', message: outcome } : IDLE);
    return isSeen;
  }

  /** Waits behind the e-mail field, unless something waits already. */
  async function arm(services: SignInServices): Promise<void> {
    if (armed || isBusy()) return;
    armed = Symbol('autofill');
    const isSeen = await run(armed, services, true);
    armed = undefined;
    // A passkey that was picked and came to nothing: the field is to offer passkeys again. (What
    // ended unseen would end so again at once.)
    if (isSeen && listeners.size > 0) await arm(services);
  }

  /** Opens the browser's dialog. What it replaces behind the field waits again when it has closed. */
  async function press(services: SignInServices, { autofill }: { autofill: boolean }) {
    if (isBusy()) return;
    set({ status: 'waiting' });
    await run(Symbol('button'), services, false);
    if (armed) owner = armed;
    else if (autofill) await arm(services);
  }

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    arm,
    press,
  };
}
