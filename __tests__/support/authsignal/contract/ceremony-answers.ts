import { z } from 'zod';

import { passkey, time } from './answers';

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
