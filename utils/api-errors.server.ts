import type { NextApiResponse } from 'next';

import { AppError } from '@/utils/errors';
import { log, nameOf } from '@/utils/log.server';
import { isDatabaseOut } from '@/utils/query-in-time.server';

/**
 * Answers with a refusal of the catalogue, which a database that is out is one of; any other error is
 * logged by name, and is a bare 500.
 */
export function sendError(res: NextApiResponse, error: unknown) {
  const refusal = refusalOf(error);
  if (refusal.code === 'internal_error') {
    log.error({ event: 'internal_error', error: nameOf(error) });
  }
  sendRetryAfter(res, refusal);
  res.status(refusal.status).json({ error: refusal.code, message: refusal.message });
}

function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(isDatabaseOut(error) ? 'service_unavailable' : 'internal_error');
}

/** Says when to come again, where the refusal knows (RFC 6585, section 4). */
export function sendRetryAfter(res: NextApiResponse, { retryAfter }: AppError): void {
  if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
}
