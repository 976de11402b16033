import { createHash } from 'node:crypto';

import { verifySignature } from '@simplewebauthn/server/helpers';

import { algorithmOf } from './algorithms';
import { readCoseKey, toBytes } from './read';

type Signed = { authenticatorData: Uint8Array; clientDataJSON: string };

/** Whether this key has signed the authenticator data and the hash of the client data. */
export async function isSignedBy(
  credentialPublicKey: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  { authenticatorData, clientDataJSON }: Signed,
) {
  const hash = createHash('sha256').update(toBytes(clientDataJSON)).digest();
  const data = new Uint8Array([...authenticatorData, ...hash]);
  if (!isWhole(credentialPublicKey, signature)) return false;
  try {
    return await verifySignature({ credentialPublicKey, signature, data });
  } catch {
    // The signature, or the key, does not have the form that the algorithm demands.
    return false;
  }
}

/** WebAuthn §6.5.5: for ES256 it is one DER value, whose second byte is the length of the rest. */
function isWhole(credentialPublicKey: Uint8Array<ArrayBuffer>, signature: Uint8Array) {
  const key = readCoseKey(credentialPublicKey);
  const isDer = key !== undefined && algorithmOf(key) === -7;
  return !isDer || signature[1] === signature.byteLength - 2;
}
