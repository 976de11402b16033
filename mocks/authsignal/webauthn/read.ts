import {
  decodeAttestationObject,
  decodeClientDataJSON,
  decodeCredentialPublicKey,
  isoCBOR,
  parseAuthenticatorData,
} from '@simplewebauthn/server/helpers';
import { z } from 'zod';

/**
 * CollectedClientData: https://www.w3.org/TR/webauthn-3/#dictdef-collectedclientdata
 * `tokenBinding` is ignored, because Level 3 has none.
 */
const clientDataSchema = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
  topOrigin: z.string().optional(),
});

const attestationObjectSchema = z.object({
  fmt: z.string(),
  attStmt: z.map(z.string(), z.unknown()),
  authData: z.instanceof(Uint8Array).transform((data) => new Uint8Array(data)),
});

const coseKeySchema = z.map(z.union([z.number(), z.string()]), z.unknown());

export const toBytes = (base64url: string) => new Uint8Array(Buffer.from(base64url, 'base64url'));

/** This and the functions below return undefined if there is nothing that can be read. */
export const readClientData = (clientDataJSON: string) =>
  attempt(() => clientDataSchema.parse(decodeClientDataJSON(clientDataJSON)));

export const readAuthenticatorData = (bytes: Uint8Array<ArrayBuffer>) =>
  attempt(() => parseAuthenticatorData(bytes));

export const readCoseKey = (bytes: Uint8Array<ArrayBuffer>) =>
  attempt(() => coseKeySchema.parse(decodeCredentialPublicKey(bytes)));

export const readAttestationObject = (bytes: Uint8Array<ArrayBuffer>) =>
  attempt(() => {
    const decoded = decodeAttestationObject(bytes);
    return attestationObjectSchema.parse({
      fmt: decoded.get('fmt'),
      attStmt: decoded.get('attStmt'),
      authData: decoded.get('authData'),
    });
  });

/** The length of the first CBOR item, if it is encoded in the canonical form of CTAP2 (§2 demands it). */
export const readCborLength = (bytes: Uint8Array<ArrayBuffer>) =>
  attempt(() => isoCBOR.encode(isoCBOR.decodeFirst(bytes)).byteLength);

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
