import { createHash, randomBytes } from 'node:crypto';

import { encodeCbor, type Cbor } from './cbor';
import { createKey, type PasskeyKey } from './passkey-keys';

/** The bits of the authenticator data (WebAuthn §6.1). */
export const FLAGS = { UP: 0x01, UV: 0x04, BE: 0x08, BS: 0x10, AT: 0x40 };

/** What differs from the response of an honest browser and authenticator. It is signed as it is here. */
export type Changes = {
  id?: string;
  rawId?: string;
  type?: string;
  clientData?: Record<string, unknown>;
  clientDataJSON?: string;
  rpId?: string;
  flags?: number;
  counter?: number;
  attestedId?: Uint8Array;
  attestedData?: Uint8Array;
  cose?: Cbor;
  afterAuthenticatorData?: Uint8Array;
  fmt?: string;
  attStmt?: (signature: Buffer) => Map<string, Cbor>;
  attestationObject?: Uint8Array;
  afterAttestationObject?: Uint8Array;
  userHandle?: string | null;
  signature?: (signature: Buffer) => Buffer;
};

type Owner = { origin: string; key?: PasskeyKey; credentialId?: Uint8Array };

/** One passkey, without rules of its own: it signs whatever a test wants to send. */
export function createSigningAuthenticator(owner: Owner) {
  const { origin, key = createKey('ES256'), credentialId = randomBytes(16) } = owner;
  const id = base64url(credentialId);
  let handle: string | undefined;

  const credential = ({ id: ownId = id, rawId = id, type = 'public-key' }: Changes) => ({
    id: ownId,
    rawId,
    type,
    clientExtensionResults: {},
  });

  const clientDataOf = (type: string, challenge: string, changes: Changes) =>
    changes.clientDataJSON ??
    JSON.stringify({ type, challenge, origin, crossOrigin: false, ...changes.clientData });

  function attest(
    { challenge, rp, user }: { challenge: string; rp: { id?: string }; user: { id: string } },
    changes: Changes = {},
  ) {
    handle = user.id;
    const clientDataJSON = clientDataOf('webauthn.create', challenge, changes);
    const { attestedId = credentialId, cose = key.cose } = changes;
    const length = Buffer.of(attestedId.byteLength >> 8, attestedId.byteLength & 0xff);
    const attested = [Buffer.alloc(16), length, attestedId, encodeCbor(cose)];
    const authData = authenticatorData(rp.id, FLAGS.UP | FLAGS.UV | FLAGS.AT, changes, [
      changes.attestedData ?? Buffer.concat(attested),
    ]);
    const signature = key.sign(Buffer.concat([authData, sha256(clientDataJSON)]));
    const object = new Map<string, Cbor>([
      ['fmt', changes.fmt ?? 'none'],
      ['attStmt', changes.attStmt?.(signature) ?? new Map()],
      ['authData', authData],
    ]);
    const { attestationObject = encodeCbor(object), afterAttestationObject: rest = Buffer.of() } =
      changes;

    const response = {
      clientDataJSON: base64url(clientDataJSON),
      attestationObject: base64url(Buffer.concat([attestationObject, rest])),
      transports: ['internal'],
    };
    return { ...credential(changes), response };
  }

  function assert(
    { challenge, rpId }: { challenge: string; rpId?: string },
    changes: Changes = {},
  ) {
    const clientDataJSON = clientDataOf('webauthn.get', challenge, changes);
    const data = authenticatorData(rpId, FLAGS.UP | FLAGS.UV, changes, []);
    const signature = key.sign(Buffer.concat([data, sha256(clientDataJSON)]));
    const response = {
      clientDataJSON: base64url(clientDataJSON),
      authenticatorData: base64url(data),
      signature: base64url(changes.signature?.(signature) ?? signature),
      userHandle: changes.userHandle === undefined ? handle : changes.userHandle,
    };
    return { ...credential(changes), response };
  }

  return { id, publicKey: base64url(encodeCbor(key.cose)), attest, assert };
}

export type SigningAuthenticator = ReturnType<typeof createSigningAuthenticator>;

function authenticatorData(
  rpId: string | undefined,
  flags: number,
  changes: Changes,
  rest: Uint8Array[],
) {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(changes.counter ?? 0);
  const start = [sha256(changes.rpId ?? rpId ?? ''), Buffer.of(changes.flags ?? flags), counter];
  return Buffer.concat([...start, ...rest, changes.afterAuthenticatorData ?? Buffer.of()]);
}

const sha256 = (data: string) => createHash('sha256').update(data).digest();

const base64url = (data: string | Uint8Array) => Buffer.from(data).toString('base64url');
