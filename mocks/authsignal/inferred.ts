/*
 * The constants of the emulator. "Documented" ones are from Authsignal's documentation. "Inferred" ones
 * are guesses: correct them here when the real API turns out to differ. The other guesses are in
 * errors.ts, and in comments that begin with "Inferred".
 */

const MINUTE = 60_000;

/** Milliseconds. Documented: the default lifetime of a token. A tenant can change it. */
export const TOKEN_LIFETIME = 10 * MINUTE;

/** Inferred: a challenge has the lifetime of a token. */
export const CHALLENGE_LIFETIME = TOKEN_LIFETIME;

/** Documented: the list of a user's actions goes back 30 days. */
export const ACTION_LIFETIME = 30 * 24 * 60 * MINUTE;

/** Inferred: the action of a sign-in without one. The documentation's examples use this name. */
export const DEFAULT_SIGN_IN_ACTION = 'signInWithPasskey';

/** Documented: the scope of a token that is requested without one (AuthScope in @authsignal/node). */
export const DEFAULT_SCOPE = 'read:authenticators';

/** Inferred: the "scopes to manage authenticators" of the token that a ceremony ends with. */
export const RESULT_SCOPE =
  'read:authenticators add:authenticators remove:authenticators update:authenticators';

/** Documented for action codes and for the `action` of a sign-in. */
export const ACTION_CODE = /^[a-zA-Z0-9_-]{1,64}$/;

/** Documented: an event that is not answered with 2xx is retried up to three times. */
export const WEBHOOK_RETRIES = 3;

/** Documented: retries are at least 30 seconds apart. */
export const WEBHOOK_RETRY_PAUSE = 30_000;

/** Inferred: the most users of one answer. */
export const USERS_PER_PAGE = 100;

/** Inferred: the provider of a passkey that is enrolled by its public key. WebAuthn has it for "none told". */
export const UNKNOWN_AAGUID = '00000000-0000-0000-0000-000000000000';

/** Inferred: the time that the app has to answer, in ms. */
export const WEBHOOK_TIMEOUT = 10_000;
