import type { IncomingMessage } from 'node:http';

import { AppError } from '@/utils/base/errors';
import { ANSWER_DUE_MS, answerWithin } from '@/utils/base/current-request.server';

const MAX_BODY_BYTES = 16 * 1024;

/**
 * The request's body as it was sent, however long its client takes: the time for the answer begins
 * anew. Throws `payload_too_large`, and `invalid_request` where the client breaks off.
 */
export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // What is left of one that is too large is dropped after the answer: see every-answer.server.
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) throw new AppError('payload_too_large'); // guard: body-limit
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('invalid_request');
  }
  answerWithin(ANSWER_DUE_MS);
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
