export type Cbor = number | string | boolean | Uint8Array | Cbor[] | Map<number | string, Cbor>;

/** Encodes what authenticators send, in CTAP2's canonical form (RFC 8949), without sorting keys. */
export function encodeCbor(value: Cbor): Buffer {
  if (typeof value === 'boolean') return Buffer.of(value ? 0xf5 : 0xf4);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return withHead(3, Buffer.from(value));
  if (value instanceof Uint8Array) return withHead(2, value);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encodeCbor)]);
  return Buffer.concat([head(5, value.size), ...[...value].flat().map(encodeCbor)]);
}

function withHead(majorType: number, bytes: Uint8Array) {
  return Buffer.concat([head(majorType, bytes.byteLength), bytes]);
}

/** Numbers and lengths under 65,536 are enough here. */
function head(majorType: number, argument: number) {
  const first = majorType << 5;
  if (argument < 24) return Buffer.of(first | argument);
  if (argument < 0x100) return Buffer.of(first | 24, argument);
  return Buffer.of(first | 25, argument >> 8, argument & 0xff);
}
