import { z } from 'zod';

export const attributesSchema = z.object({
  email: z.string().optional(),
  emailVerified: z.boolean().optional(),
  phoneNumber: z.string().optional(),
  phoneNumberVerified: z.boolean().optional(),
  username: z.string().optional(),
  displayName: z.string().optional(),
  custom: z.record(z.string(), z.json()).optional(),
  locale: z.string().optional(),
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
  deviceType: z.enum(['singleDevice', 'multiDevice']),
  backedUp: z.boolean(),
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
});

/** An authenticator that is no passkey: it is listed and counts as enrolled, and no challenge uses it. */
const contactSchema = z.object({
  verificationMethod: z.enum(['EMAIL_OTP', 'EMAIL_MAGIC_LINK', 'SMS', 'AUTHENTICATOR_APP']),
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

export const actionSchema = actionKeySchema.extend({
  state: z.enum([
    'ALLOW',
    'BLOCK',
    'CHALLENGE_REQUIRED',
    'CHALLENGE_SUCCEEDED',
    'CHALLENGE_FAILED',
    'REVIEW_REQUIRED',
    'REVIEW_SUCCEEDED',
    'REVIEW_FAILED',
  ]),
  createdAt: z.string(),
  stateUpdatedAt: z.string(),
  verificationMethod: z.literal('PASSKEY').optional(),
  verifiedByAuthenticatorId: z.string().optional(),
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
});

/** What the rules decide for an action. */
export const outcomeSchema = z.enum(['ALLOW', 'CHALLENGE', 'REVIEW', 'BLOCK']);

/** What the Portal would set. */
export const settingsSchema = z.object({ outcomes: z.record(z.string(), outcomeSchema) });

export type User = z.infer<typeof userSchema>;
export type Credential = z.infer<typeof credentialSchema>;
export type Passkey = z.infer<typeof passkeySchema>;
export type Contact = z.infer<typeof contactSchema>;
export type Authenticator = Passkey | Contact;
export type ActionKey = z.infer<typeof actionKeySchema>;
export type Action = z.infer<typeof actionSchema>;
export type ActionState = Action['state'];
export type Ceremony = z.infer<typeof ceremonySchema>;
export type Settings = z.infer<typeof settingsSchema>;
