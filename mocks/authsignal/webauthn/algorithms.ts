import { z } from 'zod';

type CoseKey = Map<number | string, unknown>;

/** Returns undefined if the key does not say. */
export const algorithmOf = (key: CoseKey) => key.get(3);

const bytes = (length: number) =>
  z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength === length);
const number = z.instanceof(Uint8Array);

/**
 * Ed25519, ES256 and RS256. The curves, and that no point is compressed, are rules of WebAuthn Level 3,
 * §5.8.5.
 */
const keySchema = z.discriminatedUnion('alg', [
  z.object({ alg: z.literal(-8), kty: z.literal(1), crv: z.literal(6), x: bytes(32) }),
  z.object({
    alg: z.literal(-7),
    kty: z.literal(2),
    crv: z.literal(1),
    x: bytes(32),
    y: bytes(32),
  }),
  z.object({ alg: z.literal(-257), kty: z.literal(3), n: number, e: number }),
]);

export const OFFERED_ALGORITHMS = keySchema.options.map(({ shape }) => shape.alg.value);

/** Whether a COSE key (RFC 9053, RFC 8230) is of an offered algorithm, and holds what that one needs. */
export function isOffered(key: CoseKey) {
  const [first, second, third] = [key.get(-1), key.get(-2), key.get(-3)];
  const named = { crv: first, x: second, y: third, n: first, e: second };
  return keySchema.safeParse({ ...named, kty: key.get(1), alg: key.get(3) }).success;
}
