import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { z } from 'zod';

import { CHALLENGE_LIFETIME } from './inferred';
import type { RelyingParty } from './index';
import type { Ceremony, Credential, Passkey, User } from './store/records';
import type { authenticationResponseSchema, registrationResponseSchema } from './webauthn-schemas';

type Refusal = { verified: false; reason: string };

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
const descriptor = ({ credentialId: id, transports }: Passkey) => ({ id, transports });

export function registrationOptions(
  { id, name }: RelyingParty,
  { challenge, username, displayName }: Ceremony,
  { handle }: User,
  known: readonly Passkey[],
  authenticatorAttachment: Passkey['attachment'],
) {
  return generateRegistrationOptions({
    rpID: id,
    rpName: name,
    userID: bytes(handle),
    userName: username ?? '',
    userDisplayName: displayName ?? '',
    challenge: bytes(challenge),
    timeout: CHALLENGE_LIFETIME,
    excludeCredentials: known.map(descriptor),
    authenticatorSelection: {
      residentKey: 'required',
      userVerification: 'required',
      authenticatorAttachment,
    },
  });
}

/** WebAuthn §7.1. A conditional creation, which the browser does by itself, needs no user presence. */
export async function verifyRegistration(
  relyingParty: RelyingParty,
  { challenge }: Ceremony,
  response: z.infer<typeof registrationResponseSchema>,
  isConditional: boolean,
): Promise<{ verified: true; passkey: Credential } | Refusal> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origins,
      expectedRPID: relyingParty.id,
      requireUserPresence: !isConditional,
      requireUserVerification: true,
    });
    if (!verified) throw new Error('The attestation is not valid.');

    const { aaguid, credential, credentialDeviceType, credentialBackedUp } = registrationInfo;
    const passkey = {
      aaguid,
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: response.response.transports ?? [],
      deviceType: credentialDeviceType,
      backedUp: credentialBackedUp,
    };
    return { verified: true, passkey };
  } catch (error) {
    return { verified: false, reason: String(error) };
  }
}

/** If `allowed` is empty, the authenticator offers its discoverable passkeys. */
export function authenticationOptions(
  { id }: RelyingParty,
  { challenge }: Ceremony,
  allowed: readonly Passkey[],
) {
  return generateAuthenticationOptions({
    rpID: id,
    challenge: bytes(challenge),
    timeout: CHALLENGE_LIFETIME,
    userVerification: 'required',
    allowCredentials: allowed.map(descriptor),
  });
}

/** WebAuthn §7.2. */
export async function verifyAuthentication(
  relyingParty: RelyingParty,
  { challenge, userId }: Ceremony,
  { credentialId, publicKey, counter, transports }: Passkey,
  owner: User | undefined,
  response: z.infer<typeof authenticationResponseSchema>,
): Promise<{ verified: true; counter: number; backedUp: boolean } | Refusal> {
  try {
    // Step 6: the handle must be the owner's. Only if the user is known already may it be missing.
    const handle = response.response.userHandle ?? (userId && owner?.handle);
    if (!handle || handle !== owner?.handle) throw new Error('The user handle is not the owner’s.');

    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origins,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      credential: { id: credentialId, publicKey: bytes(publicKey), counter, transports },
    });
    if (!verified) throw new Error('The signature is not valid.');

    const { newCounter, credentialBackedUp } = authenticationInfo;
    return { verified: true, counter: newCounter, backedUp: credentialBackedUp };
  } catch (error) {
    return { verified: false, reason: String(error) };
  }
}
