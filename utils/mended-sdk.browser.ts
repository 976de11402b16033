import type { Authsignal } from '@authsignal/browser';

type Passkey = Authsignal['passkey'];

/** The part of the SDK that the pages use. */
export type PasskeyClient = Pick<Passkey, 'signIn' | 'signUp'>;

/** What the SDK's documentation promises for a failed fetch, and version 1.16 lets escape. */
const NETWORK_ERROR = { error: 'network_error', errorCode: 'network_error' };

/**
 * The SDK's ceremonies without two faults of version 1.16:
 *
 * - When a fetch fails, its note that an autofill request is pending stays for ever, and autofill
 *   is dead until the page is loaded again. Here the failure is an answer, which clears the note.
 * - Two sign-ins started in a row each fetch their options first, and the one whose options arrive
 *   last cancels the other's dialog. Here the second starts when the first has its options, so
 *   that the one started last is always the one that stays.
 */
export function mendedSdk({ passkey }: Authsignal): PasskeyClient {
  const { api } = passkey;
  const challenge = api.challenge.bind(api);
  const authenticationOptions = api.authenticationOptions.bind(api);
  let hasOptions = () => {};
  let previous = Promise.resolve();

  api.challenge = (params) => challenge(params).catch(() => NETWORK_ERROR);
  api.authenticationOptions = (params) =>
    authenticationOptions(params)
      .catch(() => NETWORK_ERROR)
      .finally(hasOptions);

  return {
    signUp: (params) => passkey.signUp(params),
    async signIn(params) {
      const turn = previous;
      const { promise, resolve } = withResolver();
      previous = promise;
      await turn;

      hasOptions = resolve;
      return passkey.signIn(params).finally(resolve);
    },
  };
}

function withResolver() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
