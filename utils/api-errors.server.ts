import type { NextApiResponse } from 'next';

import { AppError } from '@/utils/errors';
import { log, nameOf } from '@/utils/log.server';

/** Answers with a refusal of the catalogue; any other error is logged by name, and is a bare 500. */
export function sendError(res: NextApiResponse, error: unknown) {
  const refusal = error instanceof AppError ? error : new AppError('internal_error');
  if (refusal !== error) {
    log.error({ event: 'internal_error', error: nameOf(error) });
  }
  sendRetryAfter(res, refusal);
  res.status(refusal.status).json({ error: refusal.code, message: refusal.message });
}

/** Says when to come again, where the refusal knows (RFC 6585, section 4). */
export function sendRetryAfter(res: NextApiResponse, { retryAfter }: AppError): void {
  if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
}
