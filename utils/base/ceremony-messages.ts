/**
 * What a passkey ceremony may come to, on the sign-in page too. They stand apart from the other
 * messages because that page, where every byte counts, needs no more of them.
 */
export const ceremonyMessages = {
  too_many_requests: 'That was too often. Wait a few minutes, then try again.',
  passkeys_unavailable:
    'Passkeys do not work right now. Try again soon; e-mail links still sign you in.',
  passkey_not_accepted:
    'That passkey did not sign you in; it may have been removed. Try again, or use an e-mail link.',
  passkey_of_another:
    'That passkey belongs to another account. Use one of yours, or an e-mail link.',
  passkey_removed: 'This passkey was removed. Use an e-mail link, then create a new one.',
  passkey_already_here: 'This device already has a passkey for your account. You are all set.',
  offline: 'The network cannot be reached. Check your connection and try again.',
  try_again: 'That did not work. Try again.',
} as const;

export type CeremonyCode = keyof typeof ceremonyMessages;

export const isCeremonyCode = (code: string): code is CeremonyCode =>
  Object.hasOwn(ceremonyMessages, code);
