/*
 * The values that the stand-in goes by, each marked as documented, or as inferred where it had to decide
 * for itself; whoever learns better corrects them here. Statuses of errors stand in errors.ts, and every
 * other choice is marked "Inferred" where it is made.
 */

const MINUTE = 60_000;

/** Documented: the default of a token; a tenant can choose another. */
export const TOKEN_LIFETIME = 10 * MINUTE;

/** Inferred: a challenge lives as long as a token. */
export const CHALLENGE_LIFETIME = TOKEN_LIFETIME;

/** Inferred: an action is remembered for as long as any token of it can live. */
export const ACTION_LIFETIME = 2 * TOKEN_LIFETIME;

/** Inferred: the action of a sign-in that names none. The documentation's examples use this name. */
export const DEFAULT_SIGN_IN_ACTION = 'signInWithPasskey';

/** Documented: the scope of a token whose request names none (AuthScope in @authsignal/node). */
export const DEFAULT_SCOPE = 'read:authenticators';

/** Inferred: all that "scopes to manage authenticators" means for the token that ends a ceremony. */
export const RESULT_SCOPE =
  'read:authenticators add:authenticators remove:authenticators update:authenticators';

/** Documented for action codes and for the `action` of a sign-in. */
export const ACTION_CODE = /^[a-zA-Z0-9_-]{1,64}$/;

/** Documented: an event that is not answered by 2xx is sent up to three times more. */
export const WEBHOOK_RETRIES = 3;

/** Documented: at least 30 seconds apart. */
export const WEBHOOK_RETRY_PAUSE = 30_000;

/** Inferred: how long the app may take for its answer. */
export const WEBHOOK_TIMEOUT = 10_000;
