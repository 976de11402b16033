/*
 * What Authsignal documents. Each operation has its method and path, and the SDK method that calls it. It says
 * nothing of the emulator: what that imitates is found out by asking it.
 */

/** docs.authsignal.com (API reference, Server API), and the methods of @authsignal/node. */
export const serverApi = {
  queryUsers: ['GET /users', 'queryUsers'],
  getUser: ['GET /users/:userId', 'getUser'],
  updateUser: ['PATCH /users/:userId', 'updateUser'],
  deleteUser: ['DELETE /users/:userId', 'deleteUser'],
  getConfigurations: ['GET /authenticators'],
  listAuthenticators: ['GET /users/:userId/authenticators', 'getAuthenticators'],
  enrollAuthenticator: ['POST /users/:userId/authenticators', 'enrollVerifiedAuthenticator'],
  enrollAuthenticators: ['POST /users/authenticators'],
  deleteAuthenticator: [
    'DELETE /users/:userId/authenticators/:userAuthenticatorId',
    'deleteAuthenticator',
  ],
  trackAction: ['POST /users/:userId/actions/:action', 'track'],
  getAction: ['GET /users/:userId/actions/:action/:idempotencyKey', 'getAction'],
  updateAction: ['PATCH /users/:userId/actions/:action/:idempotencyKey', 'updateAction'],
  listActions: ['GET /users/:userId/actions', 'queryUserActions'],
  startChallenge: ['POST /challenge', 'challenge'],
  verifyChallenge: ['POST /verify', 'verify'],
  claimChallenge: ['POST /claim', 'claimChallenge'],
  getChallenge: ['GET /challenges', 'getChallenge'],
  validateChallenge: ['POST /validate', 'validateChallenge'],
  createSession: ['POST /sessions', 'createSession'],
  validateSession: ['POST /sessions/validate', 'validateSession'],
  refreshSession: ['POST /sessions/refresh', 'refreshSession'],
  revokeSession: ['POST /sessions/revoke', 'revokeSession'],
  revokeUserSessions: ['POST /sessions/user/revoke', 'revokeUserSessions'],
  listDevices: ['GET /users/:userId/devices'],
  updateDevice: ['PATCH /users/:userId/devices/:deviceId'],
  invalidateDevice: ['POST /users/:userId/devices/:deviceId/invalidate'],
} as const;

/** Not documented, but Authsignal's SDKs for Ruby and Java call it. */
export const undocumented = { updateUserByPost: ['POST /users/:userId'] } as const;

/** The paths that @authsignal/browser 1.16 calls, and one more that it calls since 1.17. */
export const clientApi = {
  registrationOptions: [
    'POST /client/user-authenticators/passkey/registration-options',
    'passkey.signUp',
  ],
  registrationOptionsWeb: [
    'POST /client/user-authenticators/passkey/registration-options/web',
    'passkey.signUp with useCookies',
  ],
  addPasskey: ['POST /client/user-authenticators/passkey', 'passkey.signUp'],
  challenge: ['POST /client/challenge', 'passkey.signIn with an action'],
  challengeWeb: ['POST /client/challenge/web', 'passkey.signIn with an action and useCookies'],
  authenticationOptions: [
    'POST /client/user-authenticators/passkey/authentication-options',
    'passkey.signIn',
  ],
  authenticationOptionsWeb: [
    'POST /client/user-authenticators/passkey/authentication-options/web',
    'passkey.signIn with useCookies',
  ],
  verifyPasskey: ['POST /client/verify/passkey', 'passkey.signIn'],
  findPasskey: ['GET /client/user-authenticators/passkey', 'passkey.isAvailableOnDevice'],
  listOwnAuthenticators: ['GET /client/user-authenticators', 'passkey.syncCredentials since 1.17'],
  addTotp: ['POST /client/user-authenticators/totp', 'totp.enroll'],
  verifyTotp: ['POST /client/verify/totp', 'totp.verify'],
  addEmailOtp: ['POST /client/user-authenticators/email-otp', 'email.enroll'],
  challengeEmailOtp: ['POST /client/challenge/email-otp', 'email.challenge'],
  verifyEmailOtp: ['POST /client/verify/email-otp', 'email.verify'],
  addSms: ['POST /client/user-authenticators/sms', 'sms.enroll'],
  challengeSms: ['POST /client/challenge/sms', 'sms.challenge'],
  verifySms: ['POST /client/verify/sms', 'sms.verify'],
  addEmailMagicLink: ['POST /client/user-authenticators/email-magic-link', 'emailML.enroll'],
  challengeEmailMagicLink: ['POST /client/challenge/email-magic-link', 'emailML.challenge'],
  finalizeEmailMagicLink: [
    'POST /client/verify/email-magic-link/finalize',
    'emailML.checkVerificationStatus',
  ],
  securityKeyRegistrationOptions: [
    'POST /client/user-authenticators/security-key/registration-options',
    'securityKey.enroll',
  ],
  addSecurityKey: ['POST /client/user-authenticators/security-key', 'securityKey.enroll'],
  securityKeyAuthenticationOptions: [
    'POST /client/user-authenticators/security-key/authentication-options',
    'securityKey.verify',
  ],
  verifySecurityKey: ['POST /client/verify/security-key', 'securityKey.verify'],
  challengeQrCode: ['POST /client/challenge/qr-code', 'qrCode.challenge'],
  verifyQrCode: ['POST /client/verify/qr-code', 'qrCode.challenge'],
  challengePush: ['POST /client/challenge/push', 'push.challenge'],
  verifyPush: ['POST /client/verify/push', 'push.verify'],
  challengeWhatsapp: ['POST /client/challenge/whatsapp', 'whatsapp.challenge'],
  verifyWhatsapp: ['POST /client/verify/whatsapp', 'whatsapp.verify'],
} as const;

/** docs.authsignal.com (webhooks, event types). */
export const webhookEvents = [
  'authenticator.created',
  'authenticator.updated',
  'authenticator.deleted',
  'action.verify',
  'email.created',
  'sms.created',
  'push.created',
  'action.log_created',
  'challenge.log_created',
] as const;

export type OperationId =
  | keyof typeof serverApi
  | keyof typeof undocumented
  | keyof typeof clientApi;
