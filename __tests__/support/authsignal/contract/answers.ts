import { z } from 'zod';

/* The shapes of Authsignal's answers, as its documentation and the types of its SDKs name the fields. */

const time = z.iso.datetime();
const method = z.enum([
  'SMS',
  'WHATSAPP',
  'AUTHENTICATOR_APP',
  'RECOVERY_CODE',
  'EMAIL_MAGIC_LINK',
  'EMAIL_OTP',
  'PUSH',
  'DEVICE',
  'SECURITY_KEY',
  'PASSKEY',
  'VERIFF',
  'IPROOV',
  'PALM_BIOMETRICS_RR',
  'IDVERSE',
]);
const state = z.enum([
  'ALLOW',
  'BLOCK',
  'CHALLENGE_REQUIRED',
  'CHALLENGE_SUCCEEDED',
  'CHALLENGE_FAILED',
  'REVIEW_REQUIRED',
  'REVIEW_SUCCEEDED',
  'REVIEW_FAILED',
]);

export const success = z.strictObject({ success: z.literal(true) });

export const attributes = z.strictObject({
  userId: z.string().optional(),
  email: z.string().optional(),
  emailVerified: z.boolean().optional(),
  phoneNumber: z.string().optional(),
  phoneNumberVerified: z.boolean().optional(),
  username: z.string().optional(),
  displayName: z.string().optional(),
  custom: z.record(z.string(), z.json()).optional(),
  locale: z.string().optional(),
  defaultVerificationMethod: method.optional(),
});

export const user = attributes.omit({ userId: true }).extend({
  isEnrolled: z.boolean(),
  emailVerified: z.boolean(),
  phoneNumberVerified: z.boolean(),
  enrolledVerificationMethods: z.array(method).optional(),
  allowedVerificationMethods: z.array(method).optional(),
});

export const foundUsers = z.strictObject({
  users: z.array(
    z.strictObject({
      userId: z.string(),
      email: z.string().optional(),
      emailVerified: z.boolean(),
      phoneNumber: z.string().optional(),
      phoneNumberVerified: z.boolean(),
      username: z.string().optional(),
      displayName: z.string().optional(),
      isEnrolled: z.boolean().optional(),
      enrolledVerificationMethods: z.array(method).optional(),
      createdAt: time.optional(),
    }),
  ),
  lastEvaluatedUserId: z.string().optional(),
  tokenPayload: z.looseObject({}).optional(),
});

export const authenticator = z.strictObject({
  userId: z.string(),
  userAuthenticatorId: z.string(),
  verificationMethod: method,
  createdAt: time,
  verifiedAt: time.optional(),
  lastVerifiedAt: time.optional(),
  isDefault: z.boolean().optional(),
  email: z.string().optional(),
  phoneNumber: z.string().optional(),
  username: z.string().optional(),
  displayName: z.string().optional(),
});

const named = (...fields: string[]) =>
  z.strictObject(Object.fromEntries(fields.map((field) => [field, z.string().optional()])));

export const passkey = authenticator.extend({
  verificationMethod: z.literal('PASSKEY'),
  webauthnCredential: z.strictObject({
    credentialId: z.string(),
    deviceId: z.string(),
    name: z.string(),
    aaguid: z.string().optional(),
    aaguidMapping: named('name', 'svgIconLight', 'svgIconDark').optional(),
    credentialBackedUp: z.boolean().optional(),
    credentialDeviceType: z.string().optional(),
    authenticatorAttachment: z.string().optional(),
    parsedUserAgent: z
      .strictObject({
        ua: z.string(),
        browser: named('name', 'version', 'major').optional(),
        device: named('model', 'type', 'vendor').optional(),
        engine: named('name', 'version').optional(),
        os: named('name', 'version').optional(),
        cpu: named('architecture').optional(),
      })
      .optional(),
  }),
});

export const enrolled = z.strictObject({
  authenticator,
  recoveryCodes: z.array(z.string()).optional(),
});

export const enrolledMany = z.strictObject({
  total: z.number(),
  succeeded: z.number(),
  failed: z.number(),
  failures: z.array(
    z.strictObject({
      userId: z.string(),
      credentialId: z.string().optional(),
      errorCode: z.string(),
      errorDescription: z.string(),
    }),
  ),
});

export const tracked = z.strictObject({
  state,
  idempotencyKey: z.string().min(1),
  url: z.string().min(1),
  token: z.string().min(1),
  isEnrolled: z.boolean(),
  enrolledVerificationMethods: z.array(method).optional(),
  allowedVerificationMethods: z.array(method).min(1),
  defaultVerificationMethod: method.optional(),
  ruleIds: z.array(z.string()).optional(),
});

export const action = z.strictObject({
  state,
  createdAt: time,
  stateUpdatedAt: time,
  verificationMethod: method.optional(),
  output: z.looseObject({}),
  rules: z.array(z.looseObject({ ruleId: z.string() })).optional(),
  ruleIds: z.array(z.string()).optional(),
  priorityRuleId: z.string().optional(),
});

/** The SDKs read the state only, the documentation has the whole action. */
export const changedAction = action.partial().required({ state: true });

export const listedAction = z.strictObject({
  actionCode: z.string(),
  idempotencyKey: z.string(),
  createdAt: time,
  updatedAt: time.optional(),
  state,
  stateUpdatedAt: time.optional(),
  verificationMethod: method.optional(),
  verifiedByAuthenticatorId: z.string().optional(),
  userAgent: z.string().optional(),
  ipAddress: z.string().optional(),
  countryCode: z.string().optional(),
});

export const validation = z.strictObject({
  isValid: z.boolean(),
  state: state.optional(),
  stateUpdatedAt: time.optional(),
  userId: z.string().optional(),
  action: z.string().optional(),
  actionCode: z.string().optional(),
  idempotencyKey: z.string().optional(),
  verificationMethod: method.optional(),
  error: z.string().optional(),
});

/** Server SDKs read `error`, client SDKs `errorCode`. */
export const refusal = z.strictObject({
  error: z.string(),
  errorCode: z.string(),
  errorDescription: z.string(),
});

const publicKey = z.literal('public-key');
const descriptor = z.object({ id: z.string(), type: publicKey });

/** Of the options of WebAuthn, those that every ceremony has; a tenant may add others. */
export const creationOptions = z.object({
  challenge: z.string(),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ type: publicKey, alg: z.number() })).min(1),
  excludeCredentials: z.array(descriptor).optional(),
});

export const requestOptions = z.object({
  challenge: z.string(),
  rpId: z.string(),
  allowCredentials: z.array(descriptor).optional(),
});

const started = z.strictObject({ challengeId: z.string() });
export const startedSignIn = started;
export const startedCreation = started.extend({ options: creationOptions.loose() });
export const startedRequest = started.extend({ options: requestOptions.loose() });

export const createdPasskey = z.strictObject({
  isVerified: z.literal(true),
  accessToken: z.string(),
  userAuthenticatorId: z.string(),
  userId: z.string().optional(),
  userAuthenticator: passkey.optional(),
});

export const verifiedPasskey = z.strictObject({
  isVerified: z.literal(true),
  accessToken: z.string(),
  userId: z.string().optional(),
  userAuthenticatorId: z.string().optional(),
  username: z.string().optional(),
  userDisplayName: z.string().optional(),
});

export const foundPasskey = z.strictObject({ credentialId: z.string(), verifiedAt: time });
