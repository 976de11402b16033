import type { CeremonyCode } from './ceremony-messages';

/** What Authsignal's browser SDK returns as `errorCode`, in our codes. */
const sdkCodes = new Map<unknown, CeremonyCode>([
  ['network_error', 'passkeys_unavailable'],
  ['too_many_requests', 'passkeys_unavailable'],
  ['invalid_credential', 'passkey_not_accepted'],
  ['unknown_credential', 'passkey_removed'],
]);

const isOffline = () => !navigator.onLine;

export function codeOfSdk(errorCode: string | undefined): CeremonyCode {
  return isOffline() ? 'offline' : (sdkCodes.get(errorCode) ?? 'try_again');
}

/**
 * The code of a ceremony that threw. Undefined if there is nothing to say: the user cancelled, let it time
 * out or has no passkey here (WebAuthn 14.5.2: browsers do not tell), or another ceremony took over.
 */
export function codeOfThrown(error: unknown): CeremonyCode | undefined {
  const name = error instanceof Error ? error.name : undefined;
  if (name === 'NotAllowedError' || name === 'AbortError') return undefined;
  // The authenticator already holds a passkey of this user (WebAuthn 6.3.2, step 3).
  if (name === 'InvalidStateError') return 'passkey_already_here';
  if (isOffline()) return 'offline';
  // A fetch that failed, or an answer that is not JSON.
  if (name === 'TypeError' || name === 'SyntaxError') return 'passkeys_unavailable';
  return 'try_again';
}
