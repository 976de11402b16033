import { authsignal } from '@/utils/authsignal';
import type { CeremonyCode } from '@/utils/base/ceremony-messages';
import { SIGN_IN_ACTION } from '@/utils/passkeys/actions';
import { messageOfSdkCode, messageOfThrown } from '@/utils/passkeys/browser-codes';
import { supportsAutofill } from '@/utils/passkeys/browser-support';

/**
 * The one place that starts sign-in ceremonies, because a page can have one WebAuthn request
 * pending. There are two ways to start one: `arm` waits quietly behind the e-mail field, `press`
 * opens the browser's dialog and takes the place of what waits. One ceremony owns the state: the
 * one started last, or what still waits behind the field when a press has come to nothing. The
 * result of any other, or one that nobody listens to any more, is dropped.
 *
 * It is a store (`subscribe`, `state`) and not component state, so that it can begin before React is
 * there, and a remount finds the request that is still waiting instead of starting another.
 */
export type SignInState =
  | { status: 'idle' | 'waiting' | 'verifying' | 'signed_in' }
  | { status: 'failed'; message: CeremonyCode };

export const IDLE: SignInState = { status: 'idle' };

let current: SignInState = IDLE;
let owner: symbol | undefined;
let armed: symbol | undefined;
/** Whether the page that listened has gone. Before the first one listens, it is on its way. */
let isAbandoned = false;
const listeners = new Set<() => void>();

export const state = () => current;

export function subscribe(listener: () => void) {
  listeners.add(listener);
  isAbandoned = false;
  return () => {
    listeners.delete(listener);
    isAbandoned = listeners.size === 0;
  };
}

const set = (next: SignInState) => {
  current = next;
  listeners.forEach((listener) => listener());
};
const isBusy = () => !['idle', 'failed'].includes(current.status);

/** Runs a ceremony to its end. Resolves to whether the person saw it, or another took its place. */
async function run(own: symbol, autofill: boolean): Promise<boolean> {
  let isSeen = !autofill;
  let isReplaced = false;
  const isOwner = () => own === owner && !isAbandoned;
  const verifying = () => {
    isSeen = true;
    if (isOwner()) set({ status: 'verifying' });
  };
  const ceremony = async (): Promise<CeremonyCode | 'signed_in' | undefined> => {
    const request = { action: SIGN_IN_ACTION, autofill, onVerificationStarted: verifying };
    const { data, errorCode } = await authsignal.passkey.signIn(request);
    if (errorCode) return messageOfSdkCode(errorCode);
    // Without data, another request waits already.
    if (!data || !isOwner()) return undefined;
    if (!data.token) return 'passkey_not_accepted';

    verifying();
    const { exchangeToken } = await import('@/utils/passkeys/exchange-token.browser');
    return (await exchangeToken(data.token)) ?? 'signed_in';
  };

  owner = own;
  const outcome = await ceremony().catch((error: unknown) => {
    isReplaced = error instanceof Error && error.name === 'AbortError';
    return messageOfThrown(error);
  });
  if (own !== owner) return isSeen || isReplaced;

  if (outcome === 'signed_in') set({ status: 'signed_in' });
  // Nobody asked for the ceremony behind the field: until it shows itself it says nothing, and
  // leaves standing what the button has said.
  else if (isSeen) set(outcome ? { status: 'failed', message: outcome } : IDLE);
  return isSeen || isReplaced;
}

/** Waits behind the e-mail field, unless something waits already or the browser cannot. */
export async function arm(): Promise<void> {
  if (!(await supportsAutofill()) || armed || isBusy()) return;
  armed = Symbol();
  const mayRepeat = await run(armed, true);
  armed = undefined;
  // A passkey was picked and came to nothing, or the button's dialog has been and gone: the field is
  // to offer passkeys again. (What ended unseen would end so again at once.)
  if (mayRepeat && !isAbandoned) await arm();
}

/** Opens the browser's dialog. What it replaces behind the field waits again when it has closed. */
export async function press(): Promise<void> {
  if (isBusy()) return;
  set({ status: 'waiting' });
  await run(Symbol(), false);
  if (armed) owner = armed;
  else await arm();
}
