import { convertAAGUIDToString } from '@simplewebauthn/server/helpers';

import type { Credential } from '../store/records';
import type { RelyingParty } from '../index';
import * as attestation from './attestation-rules';
import * as authenticator from './authenticator-rules';
import { findFailure, type Check } from './check';
import * as client from './client-rules';
import { registrationFacts, type Asked, type RegistrationFacts } from './facts';
import type { RegistrationResponse } from './schemas';

/**
 * WebAuthn Level 3, §7.1: https://www.w3.org/TR/webauthn-3/#sctn-registering-a-new-credential
 * Step 26, that the credential id is new, is in add-passkey.ts. Extensions (step 28) are ignored. Step 24
 * is before step 22, because without certificates there is only one way to verify a statement.
 */
export const REGISTRATION_CHECKS: readonly Check<RegistrationFacts>[] = [
  { step: 3, ...client.IS_PUBLIC_KEY },
  { step: 3, ...client.HAS_ONE_ID },
  { step: 6, ...client.CLIENT_DATA_IS_READABLE },
  { step: 7, ...client.IS_OF_THIS_CEREMONY },
  { step: 8, ...client.ANSWERS_THE_CHALLENGE },
  { step: 9, ...client.ORIGIN_IS_EXPECTED },
  { step: 10, ...client.IS_SAME_ORIGIN },
  { step: 11, ...client.HAS_NO_TOP_ORIGIN },
  { step: 13, ...attestation.ATTESTATION_OBJECT_IS_READABLE },
  { step: 13, ...attestation.ATTESTATION_OBJECT_ENDS },
  { step: 13, ...authenticator.AUTHENTICATOR_DATA_IS_READABLE },
  { step: 13, ...attestation.HOLDS_A_CREDENTIAL },
  { step: 13, ...attestation.HOLDS_THIS_CREDENTIAL },
  { step: 14, ...authenticator.IS_FOR_THIS_RELYING_PARTY },
  { step: 15, ...authenticator.USER_IS_PRESENT },
  { step: 16, ...authenticator.USER_IS_VERIFIED },
  { step: 17, ...authenticator.BACKUP_IS_POSSIBLE },
  { step: 20, ...attestation.KEY_WAS_OFFERED },
  { step: 21, ...attestation.FORMAT_IS_SUPPORTED },
  { step: 24, ...attestation.NO_CERTIFICATE },
  { step: 22, ...attestation.STATEMENT_IS_VALID },
  { step: 25, ...attestation.ID_IS_SHORT_ENOUGH },
];

type Result = { verified: true; passkey: Credential } | { verified: false; reason: string };

/** Creates no passkey: it returns what the response says of one. */
export async function verifyRegistration(
  relyingParty: RelyingParty,
  ceremony: Asked,
  response: RegistrationResponse,
  isConditional: boolean,
): Promise<Result> {
  const facts = registrationFacts(relyingParty, ceremony, response, isConditional);
  const failure = await findFailure(REGISTRATION_CHECKS, facts);
  if (failure) return { verified: false, reason: failure.failureReason };

  const data = facts.authenticatorData;
  if (!data?.aaguid || !data.credentialPublicKey) throw new Error('The checks passed on nothing.');
  const passkey: Credential = {
    aaguid: convertAAGUIDToString(data.aaguid),
    credentialId: response.id,
    publicKey: Buffer.from(data.credentialPublicKey).toString('base64url'),
    counter: data.counter,
    transports: response.response.transports ?? [],
    deviceType: data.flags.be ? 'multiDevice' : 'singleDevice',
    backedUp: data.flags.bs,
  };
  return { verified: true, passkey };
}
