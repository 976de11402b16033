import { randomUUID } from 'node:crypto';

import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import { z } from 'zod';

import { refuse } from '../http/errors';
import { UNKNOWN_AAGUID } from '../inferred';
import type { Authenticator } from '../store/records';
import type { Tenant } from '../tenant';

const base64url = z.string().regex(/^[\w-]+$/);

/** Whether it is a COSE key in base64url. */
export const isPublicKey = (text: string): boolean => {
  try {
    return (
      decodeCredentialPublicKey(Buffer.from(text, 'base64url')).get(cose.COSEKEYS.kty) !== undefined
    );
  } catch {
    return false;
  }
};

const atAddress = { email: z.string().min(1) };
const atNumber = { phoneNumber: z.string().min(1) };

/** What the app's server has verified itself. Source: docs.authsignal.com (enroll verified authenticator). */
export const verifiedSchema = z
  .discriminatedUnion('verificationMethod', [
    z.object({ verificationMethod: z.literal('EMAIL_OTP'), ...atAddress }),
    z.object({ verificationMethod: z.literal('EMAIL_MAGIC_LINK'), ...atAddress }),
    z.object({ verificationMethod: z.literal('SMS'), ...atNumber }),
    z.object({ verificationMethod: z.literal('WHATSAPP'), ...atNumber }),
    z.object({ verificationMethod: z.literal('AUTHENTICATOR_APP'), otpUri: z.string().min(1) }),
    z.object({
      verificationMethod: z.literal('PASSKEY'),
      credentialId: base64url,
      credentialPublicKey: base64url.refine(isPublicKey, 'This is no COSE key.'),
      counter: z.number().int().min(0).default(0),
      name: z.string().optional(),
    }),
  ])
  .and(z.object({ isDefault: z.boolean().optional() }));

type Verified = z.infer<typeof verifiedSchema>;

/** Enrolls an authenticator that the user has not to answer for here. What is enrolled already stays as it is. */
export function enrollVerified(tenant: Tenant, userId: string, verified: Verified): Authenticator {
  const { store, webhooks } = tenant;
  const known = findKnown(tenant, userId, verified);
  const enrolled = known ?? toAuthenticator(tenant, userId, verified);
  if (enrolled.userId !== userId) throw refuse('conflict');

  const method = verified.isDefault && { defaultVerificationMethod: verified.verificationMethod };
  store.saveUser(userId, method || {});
  if (known) return known;
  store.saveAuthenticator(enrolled);
  webhooks.send('authenticator.created', enrolled);
  return enrolled;
}

/** Documented (batch enroll): to enroll the same again does nothing, and a credential has one user. */
function findKnown({ store }: Tenant, userId: string, verified: Verified) {
  if (verified.verificationMethod === 'PASSKEY') return store.findPasskey(verified.credentialId);
  const { email, phoneNumber } = contactOf(verified);
  return store
    .listAuthenticators(userId)
    .find(
      (each) =>
        each.verificationMethod !== 'PASSKEY' &&
        each.verificationMethod === verified.verificationMethod &&
        each.email === email &&
        each.phoneNumber === phoneNumber,
    );
}

function toAuthenticator(
  { store, now }: Tenant,
  userId: string,
  verified: Verified,
): Authenticator {
  const createdAt = new Date(now()).toISOString();
  const facts = { userId, userAuthenticatorId: randomUUID(), createdAt };
  if (verified.verificationMethod !== 'PASSKEY') return { ...facts, ...contactOf(verified) };

  const { verificationMethod, credentialId, credentialPublicKey, counter, name } = verified;
  const user = store.findUser(userId);
  return {
    ...facts,
    verificationMethod,
    credentialId,
    publicKey: credentialPublicKey,
    counter,
    name,
    username: user?.username ?? user?.email,
    displayName: user?.displayName,
    aaguid: UNKNOWN_AAGUID,
    transports: [],
    deviceId: randomUUID(),
    userAgent: '',
    isForeign: true,
  };
}

function contactOf(verified: Exclude<Verified, { verificationMethod: 'PASSKEY' }>) {
  const { verificationMethod } = verified;
  return {
    verificationMethod,
    email: 'email' in verified ? verified.email : undefined,
    phoneNumber: 'phoneNumber' in verified ? verified.phoneNumber : undefined,
  };
}
