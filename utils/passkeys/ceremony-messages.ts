/** What a ceremony can end with, in sentences. The sign-in page, which is to be small, needs no others. */
export const ceremonyMessages = {
  too_many_requests: 'That was too often. Wait a few minutes, then try again.',
  passkeys_unavailable: 'Passkeys do not work right now. Try again soon, or sign in another way.',
  passkey_not_accepted:
    'That passkey did not sign you in; it may have been removed. Try again, or sign in another way.',
  passkey_of_another:
    'That passkey belongs to another account. Use one of yours, or confirm another way.',
  passkey_removed: 'This passkey was removed. Sign in another way, then create a new one.',
  passkey_already_here: 'This device already has a passkey for your account. You are all set.',
  service_unavailable: 'That cannot be done right now. Try again in a moment.',
  access_denied: 'This account cannot sign in.',
  offline: 'The network cannot be reached. Check your connection and try again.',
  try_again: 'That did not work. Try again.',
} as const;

export type CeremonyCode = keyof typeof ceremonyMessages;
