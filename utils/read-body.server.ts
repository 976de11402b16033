import type { IncomingMessage } from 'node:http';

import { AppError } from '@/utils/errors';

const MAX_BODY_BYTES = 16 * 1024;

/** The request's body as it was sent. Throws `payload_too_large`. */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new AppError('payload_too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A body as JSON; undefined where it is empty. Throws `invalid_request`. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new AppError('invalid_request');
  }
}
