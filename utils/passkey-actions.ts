/** The action codes that stand in the Authsignal Portal; a token of one is worthless for the other. */
export const ENROL_ACTION = 'enroll-passkey';
export const SIGN_IN_ACTION = 'sign-in-with-passkey';
