import type { Ceremony, Passkey, User } from '../store/records';
import type { RelyingParty } from '../index';
import {
  readAttestationObject,
  readAuthenticatorData,
  readClientData,
  readCborLength,
  readCoseKey,
  toBytes,
} from './read';
import type { AuthenticationResponse, RegistrationResponse } from './schemas';
import { userVerificationOf } from './user-verification';

/** What a ceremony's answer is compared with. */
export type Asked = Pick<Ceremony, 'kind' | 'challenge' | 'userId' | 'allowedIds'>;
export type StoredPasskey = Pick<Passkey, 'publicKey' | 'deviceType' | 'isForeign'>;
export type Owner = Pick<User, 'handle'>;

/** What the checks of both ceremonies look at. What cannot be read is undefined. */
export type CommonFacts = ReturnType<typeof commonFacts>;
export type RegistrationFacts = ReturnType<typeof registrationFacts>;
export type AuthenticationFacts = ReturnType<typeof authenticationFacts>;

export function registrationFacts(
  relyingParty: RelyingParty,
  ceremony: Asked,
  response: RegistrationResponse,
  isConditional: boolean,
) {
  const attestationBytes = toBytes(response.response.attestationObject);
  const attestation = readAttestationObject(attestationBytes);
  const common = commonFacts(relyingParty, ceremony, response, attestation?.authData);
  const publicKey = common.authenticatorData?.credentialPublicKey;

  return {
    ...common,
    // WebAuthn §5.1.3: a browser that creates a passkey by itself asks the user nothing.
    presenceRequired: !isConditional,
    verificationRequired: common.verificationRequired && !isConditional,
    attestation,
    attestationSize: attestationBytes.byteLength,
    attestationCborSize: readCborLength(attestationBytes),
    coseKey: publicKey && readCoseKey(publicKey),
    clientDataJSON: response.response.clientDataJSON,
  };
}

export function authenticationFacts(
  relyingParty: RelyingParty,
  ceremony: Asked,
  passkey: StoredPasskey,
  owner: Owner | undefined,
  response: AuthenticationResponse,
) {
  const bytes = toBytes(response.response.authenticatorData);
  const common = commonFacts(relyingParty, ceremony, response, bytes);
  return { ...common, passkey, owner, response: response.response, signedData: bytes };
}

type Credential = { id: string; rawId: string; type: string; response: { clientDataJSON: string } };

function commonFacts(
  relyingParty: RelyingParty,
  ceremony: Asked,
  { id, rawId, type, response }: Credential,
  authenticatorData: Uint8Array<ArrayBuffer> | undefined,
) {
  return {
    relyingParty,
    ceremony,
    credential: { id, rawId, type },
    clientData: readClientData(response.clientDataJSON),
    authenticatorData: authenticatorData && readAuthenticatorData(authenticatorData),
    presenceRequired: true,
    verificationRequired: userVerificationOf(relyingParty) === 'required',
  };
}
