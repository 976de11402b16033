/*
 * What the emulator takes from no source, each with its reason. If the real API turns out to differ
 * (`npm run test:live` of the repository compares the two), change the code in the file that is named, and its
 * line here. The constants below the list are used by several files; some of them are documented.
 *
 * http/errors.ts: the codes `forbidden`, `not_found` and `conflict` for a single enrollment, and every status except
 *   that of `unauthorized`. SDKs read the code; the statuses are those of other HTTP APIs.
 * http/read-body.ts: a body of a wrong shape is `invalid_request`, which the documentation has for a bad parameter.
 * access/authorization.ts: a page's token is `forbidden` for a blocked action, and `invalid_token` once its user is
 *   deleted, since nothing should come of either.
 * access/tokens.ts: the claims are those that @authsignal/node decoded until April 2024. Later SDKs do not look inside.
 * client-api/verify-passkey.ts: the outcome that is set for the action of a sign-in decides too, if it is BLOCK or
 *   REVIEW. A blocked one is `forbidden`.
 * actions/actions.ts: what is blocked or in review is not finished by a passkey. A success is final. A later failure with the same token would else undo what an app has acted on.
 * actions/action-json.ts: `output` is there without rules too. So it is in the tests of the SDKs.
 * actions/ceremonies.ts: a challenge that is unknown, used or expired is `invalid_request`, as nothing else fits.
 * users/change-user.ts: attributes are returned as sent. The tests of the SDKs compare just these.
 * users/enroll-verified.ts: the counter's name. The documentation describes it, and the stored copy lacks the name.
 *   What is enrolled twice is returned as it is, as the batch does. A verified address is no attribute of its
 *   user, as no source says that it becomes one.
 * webhooks/webhooks.ts: each retry has a new signature, since its time may be five minutes old at most.
 * server-api/track-action.ts: an action that is begun twice with one key is one. The name "idempotency key"
 *   says so.
 * server-api/validate-challenge.ts: every refusal is a 200 with `isValid: false`. The tests of the SDKs show it
 *   for a challenge that is not answered. A token can be read again and again, as no source says otherwise.
 * server-api/list-actions.ts: the newest is first, as a reader of such a list expects.
 * server-api/list-authenticators.ts: the oldest is first, so that the default is, as documented for it.
 * server-api/delete-user.ts: to delete a user who is not known succeeds; `get user` does not tell them apart.
 * server-api/delete-authenticator.ts: one that is unknown, or another user's, is `not_found`.
 * server-api/get-action.ts: one that is unknown is `not_found`.
 * server-api/query-users.ts: attributes match whole. A place that is not in the list is `invalid_request`.
 * client-api/registration-options.ts: the options that the mobile SDKs do not read, and the defaults of names.
 * client-api/add-passkey.ts: a ceremony that fails is a 200 with `isVerified: false`, and fails its action; the
 *   SDK reads `isVerified`. A credential id that is known is `invalid_credential`.
 * client-api/verify-passkey.ts: the same. A passkey of another user than the token's is `invalid_credential`.
 * store/store.ts: a call that names a user creates it. Documented for `track`, and the tests of the SDKs do so
 *   with `enroll` and `update user`.
 * users/authenticator-json.ts: a passkey of an unknown provider is named after its browser and system.
 */

const MINUTE = 60_000;

/** Milliseconds. Documented: the default lifetime of a token. A tenant can change it. */
export const TOKEN_LIFETIME = 10 * MINUTE;

/** Inferred: a challenge has the lifetime of a token, because a token is what it is answered for. */
export const CHALLENGE_LIFETIME = TOKEN_LIFETIME;

/** Documented: the list of a user's actions goes back 30 days. */
export const ACTION_LIFETIME = 30 * 24 * 60 * MINUTE;

/** Inferred: the action of a sign-in without one. The documentation's examples use this name. */
export const DEFAULT_SIGN_IN_ACTION = 'signInWithPasskey';

/** Documented: the scope of a token that is requested without one (AuthScope in @authsignal/node). */
export const DEFAULT_SCOPE = 'read:authenticators';

/** Inferred: the documented "scopes to manage authenticators" of the token that a ceremony ends with: all there are. */
export const RESULT_SCOPE =
  'read:authenticators add:authenticators remove:authenticators update:authenticators';

/** Documented for action codes and for the `action` of a sign-in. */
export const ACTION_CODE = /^[a-zA-Z0-9_-]{1,64}$/;

/** Documented: an event that is not answered with 2xx is retried up to three times. */
export const WEBHOOK_RETRIES = 3;

/** Documented: retries are at least 30 seconds apart. */
export const WEBHOOK_RETRY_PAUSE = 30_000;

/** Inferred: what `error` of a validation says. The SDKs have a text there, and none compares it. */
export const VALIDATION_ERRORS = { action: 'action_mismatch', user: 'user_mismatch' };

/** Inferred: what passkeys require of a tenant that has set nothing. The stricter of two is the safer guess. */
export const DEFAULT_USER_VERIFICATION = 'required';

/** Inferred: the most users of one answer. A number that fits a page. */
export const USERS_PER_PAGE = 100;

/** Inferred: the provider of a passkey that is enrolled by its public key. WebAuthn has it for "none told". */
export const UNKNOWN_AAGUID = '00000000-0000-0000-0000-000000000000';

/** Inferred: the time that the app has to answer, in ms. Longer than a cold start of a function takes. */
export const WEBHOOK_TIMEOUT = 10_000;
