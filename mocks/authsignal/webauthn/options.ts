import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';

import { CHALLENGE_LIFETIME } from '../inferred';
import type { Ceremony, Passkey, User } from '../store/records';
import type { RelyingParty } from '../index';
import { OFFERED_ALGORITHMS } from './algorithms';
import { toBytes } from './read';
import { userVerificationOf } from './user-verification';

const descriptor = ({ credentialId: id, transports }: Passkey) => ({ id, transports });

export function registrationOptions(
  relyingParty: RelyingParty,
  { challenge, username, displayName }: Ceremony,
  { handle }: User,
  known: readonly Passkey[],
  authenticatorAttachment: Passkey['attachment'],
) {
  return generateRegistrationOptions({
    rpID: relyingParty.id,
    rpName: relyingParty.name,
    userID: toBytes(handle),
    userName: username ?? '',
    userDisplayName: displayName ?? '',
    challenge: toBytes(challenge),
    timeout: CHALLENGE_LIFETIME,
    supportedAlgorithmIDs: OFFERED_ALGORITHMS,
    excludeCredentials: known.map(descriptor),
    authenticatorSelection: {
      residentKey: 'required',
      userVerification: userVerificationOf(relyingParty),
      authenticatorAttachment,
    },
  });
}

/** If `allowed` is empty, the authenticator offers its discoverable passkeys. */
export function authenticationOptions(
  relyingParty: RelyingParty,
  { challenge }: Ceremony,
  allowed: readonly Passkey[],
) {
  return generateAuthenticationOptions({
    rpID: relyingParty.id,
    challenge: toBytes(challenge),
    timeout: CHALLENGE_LIFETIME,
    userVerification: userVerificationOf(relyingParty),
    allowCredentials: allowed.map(descriptor),
  });
}
