import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

interface Chunk {
  type: string;
  data: Buffer;
}

/**
 * One moving picture out of PNGs of the same size and kind, which are shown for so many milliseconds
 * each, over and over. The pixels stay as they are compressed (PNG, third edition, section 11.3.6).
 */
export function animatedPng(frames: Buffer[], milliseconds: number): Buffer {
  const [first = [], ...others] = frames.map(chunksOf);
  const header = first.filter(({ type }) => type === 'IHDR');
  let sequence = 0;

  const frame = (chunks: Chunk[], isFirst: boolean): Chunk[] => {
    const control = { type: 'fcTL', data: frameControl(sequence++, header, milliseconds) };
    const pixels = chunks.filter(({ type }) => type === 'IDAT');
    if (isFirst) return [control, ...pixels];
    return [control, ...pixels.map(({ data }) => numbered(sequence++, data))];
  };

  const chunks = [
    ...header,
    { type: 'acTL', data: uint32(frames.length, 0) },
    ...frame(first, true),
    ...others.flatMap((other) => frame(other, false)),
    { type: 'IEND', data: Buffer.alloc(0) },
  ];
  return Buffer.concat([SIGNATURE, ...chunks.map(bytesOf)]);
}

function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

function bytesOf({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

/** Where the frame stands (all of the picture), for how long, and that it replaces the one before. */
function frameControl(sequence: number, [header]: Chunk[], milliseconds: number): Buffer {
  const size = header?.data.subarray(0, 8) ?? Buffer.alloc(8);
  const delay = Buffer.alloc(4);
  delay.writeUInt16BE(milliseconds, 0);
  delay.writeUInt16BE(1000, 2);
  return Buffer.concat([uint32(sequence), size, uint32(0, 0), delay, Buffer.from([0, 0])]);
}

const numbered = (sequence: number, data: Buffer): Chunk => ({
  type: 'fdAT',
  data: Buffer.concat([uint32(sequence), data]),
});

function uint32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32BE(value, 4 * index));
  return bytes;
}
