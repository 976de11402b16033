import { z } from 'zod';

/** What a user can answer a challenge with. The emulator's challenges are for passkeys only. */
const methodSchema = z.enum([
  'PASSKEY',
  'EMAIL_OTP',
  'EMAIL_MAGIC_LINK',
  'SMS',
  'WHATSAPP',
  'AUTHENTICATOR_APP',
]);

export const attributesSchema = z.object({
  email: z.string().optional(),
  emailVerified: z.boolean().optional(),
  phoneNumber: z.string().optional(),
  phoneNumberVerified: z.boolean().optional(),
  username: z.string().optional(),
  displayName: z.string().optional(),
  custom: z.record(z.string(), z.json()).optional(),
  locale: z.string().optional(),
  defaultVerificationMethod: methodSchema.optional(),
});

/** `handle` is the WebAuthn user handle: random, and never changed. */
export const userSchema = attributesSchema.extend({ userId: z.string(), handle: z.string() });

export const transportSchema = z.enum([
  'ble',
  'cable',
  'hybrid',
  'internal',
  'nfc',
  'smart-card',
  'usb',
]);

export const attachmentSchema = z.enum(['platform', 'cross-platform']);

/** The part of a passkey that comes from WebAuthn. */
const credentialSchema = z.object({
  credentialId: z.string(),
  publicKey: z.string(),
  counter: z.number(),
  transports: z.array(transportSchema),
  aaguid: z.string(),
  /** Unknown, as `backedUp` is, if the app's server enrolled the passkey by its public key. */
  deviceType: z.enum(['singleDevice', 'multiDevice']).optional(),
  backedUp: z.boolean().optional(),
});

export const passkeySchema = credentialSchema.extend({
  verificationMethod: z.literal('PASSKEY'),
  userAuthenticatorId: z.string(),
  userId: z.string(),
  createdAt: z.string(),
  lastVerifiedAt: z.string().optional(),
  username: z.string().optional(),
  displayName: z.string().optional(),
  deviceId: z.string(),
  attachment: attachmentSchema.optional(),
  userAgent: z.string(),
  /** Enrolled by its public key: created elsewhere, with a user handle that only its device knows. */
  isForeign: z.boolean().optional(),
  /** The name that the app's server gave it. */
  name: z.string().optional(),
});

/** An authenticator that is no passkey: it is listed and counts as enrolled, and no challenge uses it. */
export const contactSchema = z.object({
  verificationMethod: methodSchema.exclude(['PASSKEY']),
  userAuthenticatorId: z.string(),
  userId: z.string(),
  createdAt: z.string(),
  email: z.string().optional(),
  phoneNumber: z.string().optional(),
});

export const authenticatorSchema = z.discriminatedUnion('verificationMethod', [
  passkeySchema,
  contactSchema,
]);

const actionKeySchema = z.object({
  userId: z.string(),
  actionCode: z.string(),
  idempotencyKey: z.string(),
});

export const stateSchema = z.enum([
  'ALLOW',
  'BLOCK',
  'CHALLENGE_REQUIRED',
  'CHALLENGE_SUCCEEDED',
  'CHALLENGE_FAILED',
  'REVIEW_REQUIRED',
  'REVIEW_SUCCEEDED',
  'REVIEW_FAILED',
]);

/** Where an action came from, as the app's server has told. */
export const placeSchema = z.object({
  userAgent: z.string().optional(),
  ipAddress: z.string().optional(),
  deviceId: z.string().optional(),
});

export const actionSchema = actionKeySchema.extend({
  ...placeSchema.shape,
  state: stateSchema,
  createdAt: z.string(),
  stateUpdatedAt: z.string(),
  verificationMethod: z.literal('PASSKEY').optional(),
  verifiedByAuthenticatorId: z.string().optional(),
  countryCode: z.string().optional(),
  /** The rules that applied, and the one of them that decided. */
  ruleIds: z.array(z.string()).optional(),
  priorityRuleId: z.string().optional(),
});

/** A WebAuthn ceremony that waits for the response. At sign-in the user is not known yet. */
export const ceremonySchema = z.object({
  kind: z.enum(['registration', 'authentication']),
  challengeId: z.string(),
  challenge: z.string(),
  openedAt: z.number(),
  actionCode: z.string(),
  idempotencyKey: z.string(),
  userId: z.string().optional(),
  username: z.string().optional(),
  displayName: z.string().optional(),
  /** The passkeys that are asked for. If there are none, any passkey may answer. */
  allowedIds: z.array(z.string()).optional(),
});

export type User = z.infer<typeof userSchema>;
export type Credential = z.infer<typeof credentialSchema>;
export type Passkey = z.infer<typeof passkeySchema>;
export type Authenticator = Passkey | z.infer<typeof contactSchema>;
export type Place = z.infer<typeof placeSchema>;
export type ActionKey = z.infer<typeof actionKeySchema>;
export type Action = z.infer<typeof actionSchema>;
export type ActionState = Action['state'];
export type Ceremony = z.infer<typeof ceremonySchema>;
