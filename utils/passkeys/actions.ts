/** The action codes that stand in the Authsignal Portal; a token of one is worthless for the other. */
export const ENROL_ACTION = 'enroll-passkey';
export const SIGN_IN_ACTION = 'sign-in-with-passkey';

/**
 * Where the browser keeps a note of its last ceremony. It stands here, in what all pages have, because
 * it is written by what arrives with the SDK and read by what must not wait for that.
 */
export const NOTE_KEY = 'passkey-ceremony';
