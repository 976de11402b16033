import { codeOfSdk, codeOfThrown } from './browser-codes';
import type { CeremonyCode } from './ceremony-messages';
import type { CeremonySettings, SignInOutcome } from './exchange-token.browser';
import { authsignal } from './use-authsignal';

/**
 * Starts all sign-in ceremonies, because a page can have one WebAuthn request pending. `arm` waits behind the
 * e-mail field, `press` opens the browser's dialog and takes the place of what waits. One ceremony owns the
 * state: the one started last, or what still waits after a press has come to nothing. Other results are
 * dropped, all once the page has gone. It is a store, so that it can begin before React has loaded, and a remount finds what is pending.
 */
export type SignInState = { status: 'idle' | 'waiting' | 'verifying' } | SignInOutcome;

export const IDLE: SignInState = { status: 'idle' };

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
    if (isAbandoned && current.status === 'signed_in') current = IDLE;
  };
}

function set(next: SignInState) {
  current = next;
  for (const listener of listeners) listener();
}

const failed = (code: CeremonyCode) => ({ status: 'failed', code }) as const;

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
  const ceremony = async (): Promise<SignInOutcome | undefined> => {
    const { action = 'sign-in-with-passkey' } = settings;
    const request = { action, autofill, onVerificationStarted: verifying };
    const signedIn = authsignal.passkey.signIn(request);
    // Loaded while the browser asks the user, so that one request is left to be made afterwards.
    const loadExchange = () => import('./exchange-token.browser');
    const prepare = async () => (await loadExchange()).csrfToken(settings);
    const prepared = prepare().catch(() => '');
    const { data, errorCode } = await signedIn;
    if (errorCode) return failed(codeOfSdk(errorCode));
    // Without data, another request is pending already.
    if (!data || !isOwner()) return undefined;
    if (!data.token) return failed('passkey_not_accepted');

    verifying();
    const { exchangeToken } = await loadExchange();
    return exchangeToken(data.token, settings, await prepared);
  };

  owner = own;
  const outcome = await ceremony().catch((error: unknown) => {
    isReplaced = error instanceof Error && error.name === 'AbortError';
    const code = codeOfThrown(error);
    return code && failed(code);
  });
  if (own !== owner) return wasVisible || isReplaced;

  // The user did not ask for the ceremony behind the field. Until it is visible it reports nothing, and
  // leaves the button's report standing.
  if (wasVisible) set(isAbandoned ? IDLE : (outcome ?? IDLE));
  return wasVisible || isReplaced;
}

/** Older browsers lack the method, some all of WebAuthn. */
const supportsAutofill = async () =>
  Boolean(await window.PublicKeyCredential?.isConditionalMediationAvailable?.());

/** Waits behind the e-mail field, unless a request waits already or the browser cannot. */
export async function arm(): Promise<void> {
  if (!(await supportsAutofill()) || armed || isBusy() || isAbandoned) return;
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
