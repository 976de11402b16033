import { algorithmOf, isOffered } from './algorithms';
import type { Requirement } from './check';
import type { RegistrationFacts } from './facts';
import { isSignedBy } from './signature';

const MAXIMAL_ID_LENGTH = 1023;

export const ATTESTATION_OBJECT_IS_READABLE: Requirement<RegistrationFacts> = {
  name: 'attestation object',
  failureReason: 'The attestation object cannot be read.',
  passes: ({ attestation }) => attestation !== undefined,
};

export const ATTESTATION_OBJECT_ENDS: Requirement<RegistrationFacts> = {
  name: 'end of the attestation object',
  failureReason: 'The attestation object has bytes after its end, or is not canonical CBOR.',
  passes: ({ attestationSize, attestationCborSize }) => attestationSize === attestationCborSize,
};

export const HOLDS_A_CREDENTIAL: Requirement<RegistrationFacts> = {
  name: 'attested credential',
  failureReason: 'The authenticator data holds no public key.',
  passes: ({ coseKey }) => coseKey !== undefined,
};

export const HOLDS_THIS_CREDENTIAL: Requirement<RegistrationFacts> = {
  name: 'attested credential id',
  failureReason: 'The authenticator data is of another credential id.',
  passes: ({ authenticatorData, credential }) =>
    Buffer.from(authenticatorData?.credentialID ?? '').toString('base64url') === credential.rawId,
};

export const KEY_WAS_OFFERED: Requirement<RegistrationFacts> = {
  name: 'algorithm',
  failureReason: 'The algorithm of the public key was not offered, or the key does not fit it.',
  passes: ({ coseKey }) => coseKey !== undefined && isOffered(coseKey),
};

export const FORMAT_IS_SUPPORTED: Requirement<RegistrationFacts> = {
  name: 'attestation format',
  failureReason: 'The attestation format is neither none nor packed.',
  passes: ({ attestation }) => attestation?.fmt === 'none' || attestation?.fmt === 'packed',
};

/** The options ask for no attestation. A browser may let self attestation through, for it names nobody. */
export const NO_CERTIFICATE: Requirement<RegistrationFacts> = {
  name: 'attestation trust',
  failureReason: 'An attestation with a certificate is not accepted.',
  passes: ({ attestation }) => attestation?.attStmt.has('x5c') === false,
};

/** WebAuthn §8.7 (none) and §8.2 (packed, without `x5c`). */
export const STATEMENT_IS_VALID: Requirement<RegistrationFacts> = {
  name: 'attestation statement',
  failureReason: 'The attestation statement is not valid.',
  passes: async ({ attestation, authenticatorData, coseKey, clientDataJSON }) => {
    const key = authenticatorData?.credentialPublicKey;
    if (!attestation || !key || !coseKey) return false;

    const { fmt, attStmt, authData } = attestation;
    if (fmt === 'none') return attStmt.size === 0;
    const signature = attStmt.get('sig');
    if (attStmt.get('alg') !== algorithmOf(coseKey) || !(signature instanceof Uint8Array))
      return false;
    const signed = { authenticatorData: authData, clientDataJSON };
    return isSignedBy(key, new Uint8Array(signature), signed);
  },
};

export const ID_IS_SHORT_ENOUGH: Requirement<RegistrationFacts> = {
  name: 'length of the credential id',
  failureReason: 'The credential id is longer than 1023 bytes.',
  passes: ({ authenticatorData }) =>
    (authenticatorData?.credentialID?.byteLength ?? 0) <= MAXIMAL_ID_LENGTH,
};
