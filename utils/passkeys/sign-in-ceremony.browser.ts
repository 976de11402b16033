import { codeOfSdk, codeOfThrown } from './browser-codes';
import { supportsAutofill } from './browser-support';
import type { CeremonyCode } from './ceremony-messages';
import type { Exchange } from './exchange-token.browser';
import { authsignal } from './use-authsignal';

/**
 * The one place that starts sign-in ceremonies, because a page can have one WebAuthn request pending. `arm`
 * waits quietly behind the e-mail field, `press` opens the browser's dialog and takes the place of what
 * waits. One ceremony owns the state: the one started last, or what still waits behind the field after a
 * press has come to nothing. The result of any other ceremony is dropped, and so is every result once the
 * page has stopped listening.
 *
 * It is a store (`subscribe`, `state`) and not component state, so that it can begin before React has
 * loaded, and a remount finds the pending request instead of starting another.
 */
export type SignInState =
  | { status: 'idle' | 'waiting' | 'verifying' | 'signed_in' }
  | { status: 'failed'; code: CeremonyCode };

export const IDLE: SignInState = { status: 'idle' };

export interface CeremonySettings {
  /** As given to `withPasskeys`. */
  provider?: string | undefined;
  /** The action code in the Authsignal Portal. */
  action?: string | undefined;
  /** Reads the id of the user whom the page shows, when a token has come. */
  confirms?: (() => string | undefined) | undefined;
}

let settings: CeremonySettings = {};

/** Call it before `arm` and `press`. */
export function configure(next: CeremonySettings): void {
  settings = next;
}

let current: SignInState = IDLE;
let owner: symbol | undefined;
let armed: symbol | undefined;
/** True once the last listener has left. Before the first one has come, the page is still loading. */
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

function set(next: SignInState) {
  current = next;
  for (const listener of listeners) listener();
}

const isBusy = () => !['idle', 'failed'].includes(current.status);

/** Runs a ceremony to its end. Resolves to true if the user saw it, or another ceremony replaced it. */
async function run(own: symbol, autofill: boolean): Promise<boolean> {
  let wasVisible = !autofill;
  let isReplaced = false;
  const isOwner = () => own === owner && !isAbandoned;
  const verifying = () => {
    wasVisible = true;
    if (isOwner()) set({ status: 'verifying' });
  };
  const ceremony = async (): Promise<CeremonyCode | 'signed_in' | undefined> => {
    const { action = 'sign-in-with-passkey', provider = 'credentials', confirms } = settings;
    const request = { action, autofill, onVerificationStarted: verifying };
    const { data, errorCode } = await authsignal.passkey.signIn(request);
    if (errorCode) return codeOfSdk(errorCode);
    // Without data, another request is pending already.
    if (!data || !isOwner()) return undefined;
    if (!data.token) return 'passkey_not_accepted';

    verifying();
    const { exchangeToken } = await import('./exchange-token.browser');
    const exchange: Exchange = { provider, confirms: confirms?.() };
    return (await exchangeToken(data.token, exchange)) ?? 'signed_in';
  };

  owner = own;
  const outcome = await ceremony().catch((error: unknown) => {
    isReplaced = error instanceof Error && error.name === 'AbortError';
    return codeOfThrown(error);
  });
  if (own !== owner) return wasVisible || isReplaced;

  if (outcome === 'signed_in') set({ status: 'signed_in' });
  // The user did not ask for the ceremony behind the field. Until it is visible it reports nothing, and
  // leaves the button's report standing.
  else if (wasVisible) set(outcome ? { status: 'failed', code: outcome } : IDLE);
  return wasVisible || isReplaced;
}

/** Waits behind the e-mail field, unless a request waits already or the browser cannot. */
export async function arm(): Promise<void> {
  if (!(await supportsAutofill()) || armed || isBusy()) return;
  armed = Symbol();
  const mayRepeat = await run(armed, true);
  armed = undefined;
  // A chosen passkey has failed, or the button's dialog has closed: the field offers passkeys again. What
  // ended without being visible would end in the same way again.
  if (mayRepeat && !isAbandoned) await arm();
}

/** Opens the browser's dialog. The request that it replaces behind the field waits again afterwards. */
export async function press(): Promise<void> {
  if (isBusy()) return;
  set({ status: 'waiting' });
  await run(Symbol(), false);
  if (armed) owner = armed;
  else await arm();
}
