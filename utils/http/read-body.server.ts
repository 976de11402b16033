import type { IncomingMessage } from 'node:http';

import { AppError } from '@/utils/base/errors';
import { ANSWER_DUE_MS, answerWithin } from '@/utils/base/current-request.server';

const MAX_BODY_BYTES = 16 * 1024;

/** The body as it was sent. Throws `payload_too_large`, or `invalid_request` if the client breaks off. */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // The rest of a body that is too large is drained after the answer: see every-request.server.
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) throw new AppError('payload_too_large'); // guard: body-limit
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('invalid_request');
  }
  // Anew, because a client may be slow.
  answerWithin(ANSWER_DUE_MS);
  return Buffer.concat(chunks);
}

/** A body as JSON, or undefined if it is empty. Throws `invalid_request`. */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new AppError('invalid_request');
  }
}
