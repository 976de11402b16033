import { constants, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

import type { Cbor } from './cbor';

export type PasskeyKey = {
  cose: Map<number | string, Cbor>;
  algorithm: number;
  sign: (data: Uint8Array) => Buffer;
};

/** The key pairs of authenticators, by the names of IANA's registry of COSE algorithms. */
const ALGORITHMS = {
  ES256: () => ellipticKey('P-256', 1, -7, 'sha256'),
  ES512: () => ellipticKey('P-521', 3, -36, 'sha512'),
  Ed25519: () => edwardsKey(generateKeyPairSync('ed25519'), 6),
  Ed448: () => edwardsKey(generateKeyPairSync('ed448'), 7),
  RS1: () => rsaKey(-65_535, 'sha1'),
  RS256: () => rsaKey(-257, 'sha256'),
  RS384: () => rsaKey(-258, 'sha384'),
  RS512: () => rsaKey(-259, 'sha512'),
  PS256: () => rsaKey(-37, 'sha256', constants.RSA_PKCS1_PSS_PADDING),
};

export type Algorithm = keyof typeof ALGORITHMS;

export const createKey = (algorithm: Algorithm): PasskeyKey => ALGORITHMS[algorithm]();

type KeyPair = { publicKey: KeyObject; privateKey: KeyObject };

function ellipticKey(namedCurve: string, curve: number, algorithm: number, hash: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
  const { x, y } = publicKey.export({ format: 'jwk' });
  return {
    algorithm,
    cose: coseKey(2, algorithm, curve, bytes(x), bytes(y)),
    sign: (data: Uint8Array) => sign(hash, data, privateKey),
  };
}

function edwardsKey({ publicKey, privateKey }: KeyPair, curve: number) {
  const { x } = publicKey.export({ format: 'jwk' });
  return {
    algorithm: -8,
    cose: coseKey(1, -8, curve, bytes(x)),
    sign: (data: Uint8Array) => sign(null, data, privateKey),
  };
}

function rsaKey(algorithm: number, hash: string, padding = constants.RSA_PKCS1_PADDING) {
  const { publicKey, privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n, e } = publicKey.export({ format: 'jwk' });
  return {
    algorithm,
    cose: coseKey(3, algorithm, bytes(n), bytes(e)),
    sign: (data: Uint8Array) => sign(hash, data, { key, padding }),
  };
}

/** RFC 9053, §7: the type is 1, the algorithm is 3, and -1, -2, -3 are the parts that the type has. */
function coseKey(type: number, algorithm: number, ...parts: Cbor[]) {
  const key = new Map<number | string, Cbor>([
    [1, type],
    [3, algorithm],
  ]);
  parts.forEach((part, index) => key.set(-1 - index, part));
  return key;
}

const bytes = (base64url = '') => Buffer.from(base64url, 'base64url');
