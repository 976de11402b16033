import type { UserActionState } from '@authsignal/node';
import { z } from 'zod';

export const attributesSchema = z.object({
  email: z.string().optional(),
  emailVerified: z.boolean().optional(),
  phoneNumber: z.string().optional(),
  phoneNumberVerified: z.boolean().optional(),
  username: z.string().optional(),
  displayName: z.string().optional(),
  custom: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
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

export type User = z.infer<typeof userSchema>;
export type Credential = z.infer<typeof credentialSchema>;
export type Passkey = z.infer<typeof passkeySchema>;

export type ActionState = `${UserActionState}`;

export type ActionKey = { userId: string; actionCode: string; idempotencyKey: string };

export type Action = ActionKey & {
  state: ActionState;
  createdAt: string;
  stateUpdatedAt: string;
  verificationMethod?: 'PASSKEY';
  verifiedByAuthenticatorId?: string;
};

/** A WebAuthn ceremony that waits for the response. At sign-in the user is not known yet. */
export type Ceremony = {
  kind: 'registration' | 'authentication';
  challengeId: string;
  challenge: string;
  actionCode: string;
  idempotencyKey: string;
  userId?: string;
  username?: string;
  displayName?: string;
};
