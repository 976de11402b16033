import { z } from 'zod';

/* The shapes of Authsignal's answers, as its documentation and the types of its SDKs name the fields: users and authenticators. */

export const time = z.iso.datetime();
export const method = z.enum([
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

/** Server SDKs read `error`, client SDKs `errorCode`. */
export const refusal = z.strictObject({
  error: z.string(),
  errorCode: z.string(),
  errorDescription: z.string(),
});
