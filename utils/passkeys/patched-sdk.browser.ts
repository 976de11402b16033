import type { Authsignal } from '@authsignal/browser';

import { ceremonyWatcher } from './last-ceremony.browser';
import { endOldRequests, RENEWAL } from './renew-autofill.browser';

type Passkey = Authsignal['passkey'];
type Api = Passkey['api'];
type Credentials = Pick<CredentialsContainer, 'get'>;

/** The part of the SDK that pages use. */
export type PasskeyClient = Pick<Passkey, 'signIn' | 'signUp'>;

/** What the SDK's documentation promises for a failed fetch. */
const NETWORK_ERROR = { error: 'network_error', errorCode: 'network_error' };

/** From version 1.17 the SDK tells the browser of unknown passkeys itself. The folder does that. */
const NO_SIGNALS = { syncCredentials: false };

/** How long a fetch may take before it counts as failed, in ms. */
const FETCH_LIMIT_MS = 8_000;

/**
 * The SDK's ceremonies, with patches for five faults. Checked with version 1.16.0. A patch steps aside if a
 * newer SDK lacks the method that it replaces. `credentials` are the page's, which the SDK asks for a passkey.
 */
export function patchedSdk({ passkey }: Authsignal, credentials: Credentials): PasskeyClient {
  const { api } = passkey;
  const missing: string[] = [];
  const patch = <T extends keyof Api>(name: T, by: (call: Api[T]) => Api[T]) => {
    if (typeof api?.[name] === 'function') api[name] = by(api[name]);
    else missing.push(name);
  };
  const watch = ceremonyWatcher();
  patch('challenge', (call) => limited(api, call));
  patch('authenticationOptions', (call) => limited(api, call, watch.authenticationOptions));
  patch('registrationOptions', (call) => limited(api, call, watch.registrationOptions));
  patch('addAuthenticator', (call) => limited(api, call, watch.addAuthenticator));
  patch('verify', (call) => limited(api, call, watch.verify));
  // Fault 3: if storage is off, a ceremony that has succeeded fails when the SDK writes a list of passkeys
  // there. Nothing reads that list, so none is kept.
  if (!('storeCredentialAgainstDevice' in passkey)) missing.push('storeCredentialAgainstDevice');
  else Object.assign(passkey, { storeCredentialAgainstDevice: () => undefined });
  endOldRequests(credentials);
  const signInByTurns = takeTurns(passkey, credentials);

  if (missing.length > 0) console.warn(`Passkeys: the SDK has no ${missing.join(', ')}.`);
  return {
    signUp: (params) => passkey.signUp({ ...params, ...NO_SIGNALS }),
    signIn: (params) => renewing(() => signInByTurns({ ...params, ...NO_SIGNALS })),
  };
}

/**
 * Faults 1 and 2: a fetch that fails leaves the SDK's note that a request is pending, and autofill is dead
 * until the page is loaded again; a fetch that hangs is never given up. Here both become an answer.
 */
const limited =
  <Request, Answer>(
    api: object,
    call: (request: Request) => Promise<Answer>,
    watch?: (request: Request, answer: Answer | typeof NETWORK_ERROR) => void,
  ) =>
  async (request: Request) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<typeof NETWORK_ERROR>((resolve) => {
      timer = setTimeout(resolve, FETCH_LIMIT_MS, NETWORK_ERROR);
    });
    const called = call.call(api, request).catch(() => NETWORK_ERROR);
    const answer = await Promise.race([called, limit]).finally(() => clearTimeout(timer));
    watch?.(request, answer);
    return answer;
  };

/**
 * Fault 4: of two sign-ins started in a row, the one that is ready last cancels the other's dialog. Here the
 * second starts when the first has asked the browser, so that the one started last always stays.
 */
function takeTurns(passkey: Passkey, credentials: Credentials) {
  const get = credentials.get.bind(credentials);
  let hasAsked: () => void = () => undefined;
  let previous = Promise.resolve();
  credentials.get = (options) => {
    hasAsked();
    return get(options);
  };

  return async (params: Parameters<Passkey['signIn']>[0]) => {
    const turn = previous;
    let done: () => void = () => undefined;
    previous = new Promise((resolve) => {
      done = resolve;
    });
    await turn;

    hasAsked = done;
    return passkey.signIn(params).finally(done);
  };
}

/** Fault 5: what waits behind a field outlives its challenge. Here it starts again with a new one. */
const renewing = <T>(signIn: () => Promise<T>): Promise<T> =>
  signIn().catch((error: unknown) => {
    if (error === RENEWAL) return renewing(signIn);
    throw error;
  });
