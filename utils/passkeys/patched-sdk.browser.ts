import type { Authsignal } from '@authsignal/browser';

import { watchCeremonies } from './last-ceremony.browser';
import { endOldRequests, RENEWAL } from './renew-autofill.browser';

type Passkey = Authsignal['passkey'];
type SignInParams = Parameters<Passkey['signIn']>[0];

/** The part of the SDK that pages use. */
export type PasskeyClient = Pick<Passkey, 'signIn' | 'signUp'>;

/** What the SDK's documentation promises for a failed fetch. */
const NETWORK_ERROR = { error: 'network_error', errorCode: 'network_error' };

/** How long a fetch may take before it counts as failed, in ms. */
const FETCH_LIMIT_MS = 8_000;

/**
 * The SDK's ceremonies, with patches for five faults. Checked with version 1.16.0. Each patch can go when the
 * SDK no longer needs it. `credentials` are the page's, which the SDK asks for a passkey.
 */
export function patchedSdk(
  { passkey }: Authsignal,
  credentials: Pick<CredentialsContainer, 'get'>,
): PasskeyClient {
  const { api } = passkey;
  watchCeremonies(api);
  limitFetches(api);
  // Fault 3: if storage is off, a ceremony that has succeeded fails when the SDK writes a list of passkeys
  // there. Nothing reads that list, so none is kept.
  Object.assign(passkey, { storeCredentialAgainstDevice: () => undefined });
  endOldRequests(credentials);
  const signInByTurns = takeTurns(passkey, credentials);

  return {
    signUp: (params) => passkey.signUp(params),
    signIn: (params) => renewing(() => signInByTurns(params)),
  };
}

/**
 * Faults 1 and 2: a fetch that fails leaves the SDK's note that a request is pending, and autofill is dead
 * until the page is loaded again; a fetch that hangs is never given up. Here both become an answer.
 */
function limitFetches(api: Passkey['api']): void {
  api.challenge = limited(api.challenge.bind(api));
  api.authenticationOptions = limited(api.authenticationOptions.bind(api));
  api.registrationOptions = limited(api.registrationOptions.bind(api));
  api.addAuthenticator = limited(api.addAuthenticator.bind(api));
  api.verify = limited(api.verify.bind(api));
}

const limited =
  <Params, Answer>(call: (params: Params) => Promise<Answer>) =>
  async (params: Params) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<typeof NETWORK_ERROR>((resolve) => {
      timer = setTimeout(resolve, FETCH_LIMIT_MS, NETWORK_ERROR);
    });
    const answer = call(params).catch(() => NETWORK_ERROR);
    return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
  };

/**
 * Fault 4: of two sign-ins started in a row, the one that is ready last cancels the other's dialog. Here the
 * second starts when the first has asked the browser, so that the one started last always stays.
 */
function takeTurns(passkey: Passkey, credentials: Pick<CredentialsContainer, 'get'>) {
  const get = credentials.get.bind(credentials);
  let hasAsked: () => void = () => undefined;
  let previous = Promise.resolve();
  credentials.get = (options) => {
    hasAsked();
    return get(options);
  };

  return async (params: SignInParams) => {
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
