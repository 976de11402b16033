import type { CeremonyCode } from '@/utils/base/ceremony-messages';

/** What Authsignal's browser SDK returns instead of data (its `errorCode`), in our words. */
const sdkCodes = new Map<unknown, CeremonyCode>([
  ['network_error', 'passkeys_unavailable'],
  ['too_many_requests', 'passkeys_unavailable'],
  ['invalid_credential', 'passkey_not_accepted'],
  ['unknown_credential', 'passkey_removed'],
]);

/** For certain: a browser that has a network need not reach anything by it (HTML, section 9.1.4). */
const isOffline = () => !navigator.onLine;

export function messageOfSdkCode(code: string | undefined): CeremonyCode {
  return isOffline() ? 'offline' : (sdkCodes.get(code) ?? 'try_again');
}

/**
 * What a person should read about a ceremony that threw, or undefined where there is nothing to
 * say: they changed their mind, let it run out, have no passkey here (browsers do not tell these
 * apart, WebAuthn section 14.5.2), or another ceremony took over.
 */
export function messageOfThrown(error: unknown): CeremonyCode | undefined {
  const name = error instanceof Error ? error.name : undefined;
  if (name === 'NotAllowedError' || name === 'AbortError') return undefined;
  // The authenticator already holds one of the person's passkeys: WebAuthn section 6.3.2, step 3.
  if (name === 'InvalidStateError') return 'passkey_already_here';
  if (isOffline()) return 'offline';
  // A fetch that failed, or an answer that was no JSON.
  if (name === 'TypeError' || name === 'SyntaxError') return 'passkeys_unavailable';
  return 'try_again';
}
