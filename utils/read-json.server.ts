import type { IncomingMessage } from 'node:http';

import { AppError } from '@/utils/errors';

const MAX_BODY_BYTES = 16 * 1024;

/** The request's body as JSON; undefined where there is none. Throws `payload_too_large` or `invalid_request`. */
export async function readJson(req: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new AppError('payload_too_large');
    chunks.push(chunk);
  }
  if (size === 0) return undefined;

  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new AppError('invalid_request');
  }
}
