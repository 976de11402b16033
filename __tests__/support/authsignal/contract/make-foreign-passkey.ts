import { decodeAttestationObject, parseAuthenticatorData } from '@simplewebauthn/server/helpers';
import type { WebAuthnEmulator } from 'nid-webauthn-emulator';

import * as ceremonies from './ceremony-answers';
import { at } from './differences';
import { originOf } from './passkey-steps';
import type { Stage } from './play';

/** A passkey that the device has made without Authsignal, as the app's server would enroll it. */
export async function makeForeignPasskey({ ask }: Stage, device: WebAuthnEmulator) {
  const started = await ask({
    method: 'POST',
    path: '/client/user-authenticators/passkey/authentication-options',
    caller: 'page',
    body: {},
    answer: ceremonies.startedRequest,
  });
  const { rpId } = ceremonies.requestOptions.parse(at(started, ['options']));
  const credential = device.createJSON(originOf(rpId), {
    challenge: 'AAAA',
    rp: { id: rpId, name: 'Elsewhere' },
    user: { id: 'ZWxzZXdoZXJl', name: 'elsewhere', displayName: 'Elsewhere' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  });
  const attestation = Buffer.from(credential.response.attestationObject, 'base64url');
  const authData = decodeAttestationObject(new Uint8Array(attestation)).get('authData');
  const { credentialPublicKey = new Uint8Array() } = parseAuthenticatorData(authData);
  return {
    verificationMethod: 'PASSKEY',
    credentialId: credential.id,
    credentialPublicKey: Buffer.from(credentialPublicKey).toString('base64url'),
    name: 'Brought along',
  };
}
