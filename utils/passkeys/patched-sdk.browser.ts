import type { Authsignal } from '@authsignal/browser';

import { watchCeremonies } from '@/utils/passkeys/last-ceremony.browser';
import { endOldRequests, RENEWAL } from '@/utils/passkeys/renew-autofill.browser';

type Passkey = Authsignal['passkey'];

/** The part of the SDK that the pages use. */
export type PasskeyClient = Pick<Passkey, 'signIn' | 'signUp'>;

/** What the SDK's documentation promises for a failed fetch, and version 1.16 lets escape. */
const NETWORK_ERROR = { error: 'network_error', errorCode: 'network_error' };

/** How long a fetch may take before it counts as failed, in ms. */
const FETCH_LIMIT_MS = 8_000;

/**
 * The SDK's ceremonies without five faults of version 1.16:
 *
 * - When a fetch fails, its note that an autofill request is pending stays for ever, and autofill
 *   is dead until the page is loaded again. Here the failure is an answer, which clears the note.
 * - A fetch that hangs is never given up. Here it fails after eight seconds.
 * - Two sign-ins started in a row each prepare their request first, and the one that is ready last
 *   cancels the other's dialog. Here the second starts when the first has asked the browser, so
 *   that the one started last is always the one that stays.
 * - What waits behind a field outlives its challenge. Here it is started again with another.
 * - Where storage is off, a ceremony that has succeeded fails when a list of passkeys is to be kept
 *   there. Nothing reads that list: here none is kept.
 *
 * `credentials` are the page's, which the SDK asks for an assertion.
 */
export function mendedSdk(
  { passkey }: Authsignal,
  credentials: Pick<CredentialsContainer, 'get'>,
): PasskeyClient {
  const { api } = passkey;
  watchCeremonies(api);
  endOldRequests(credentials);
  const get = credentials.get.bind(credentials);
  let hasAsked = () => {};
  let previous = Promise.resolve();

  Object.assign(passkey, { storeCredentialAgainstDevice: () => {} });
  api.challenge = limited(api.challenge.bind(api));
  api.authenticationOptions = limited(api.authenticationOptions.bind(api));
  api.registrationOptions = limited(api.registrationOptions.bind(api));
  api.addAuthenticator = limited(api.addAuthenticator.bind(api));
  api.verify = limited(api.verify.bind(api));
  credentials.get = (options) => {
    hasAsked();
    return get(options);
  };

  async function signIn(params: Parameters<PasskeyClient['signIn']>[0]) {
    const turn = previous;
    let resolve = () => {};
    previous = new Promise((done) => (resolve = done));
    await turn;

    hasAsked = resolve;
    return passkey.signIn(params).finally(resolve);
  }

  return {
    signUp: (params) => passkey.signUp(params),
    async signIn(params) {
      for (;;) {
        try {
          return await signIn(params);
        } catch (error) {
          if (error !== RENEWAL) throw error;
        }
      }
    },
  };
}

const limited =
  <Params, Answer>(call: (params: Params) => Promise<Answer>) =>
  (params: Params) =>
    orNetworkError(call(params));

async function orNetworkError<T>(answer: Promise<T>) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<typeof NETWORK_ERROR>((resolve) => {
    timer = setTimeout(resolve, FETCH_LIMIT_MS, NETWORK_ERROR);
  });
  return Promise.race([answer.catch(() => NETWORK_ERROR), limit]).finally(() =>
    clearTimeout(timer),
  );
}
