import type { NextApiResponse } from 'next';

import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { log, nameOf } from '@/utils/base/log.server';
import { isDatabaseOut } from '@/utils/data/query-deadline.server';

/**
 * Answers with a refusal of the catalogue, which a database that is out is one of; any other error is
 * logged by name, and is a bare 500.
 */
export function sendError(
  res: NextApiResponse,
  error: unknown,
  { forSignIn = false }: { forSignIn?: boolean } = {},
) {
  const refusal = refusalOf(error);
  if (refusal.code === 'internal_error') {
    log.error({ event: 'internal_error', error: nameOf(error) });
  }
  sendRetryAfter(res, refusal);
  // Where NextAuth's `signIn` looks for the code.
  const url = forSignIn ? `${env().NEXTAUTH_URL}/signin?error=${refusal.code}` : undefined;
  res.status(refusal.status).json({ error: refusal.code, message: refusal.message, url });
}

function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(isDatabaseOut(error) ? 'service_unavailable' : 'internal_error');
}

/** Says when to come again, where the refusal knows (RFC 6585, section 4). */
export function sendRetryAfter(res: NextApiResponse, { retryAfter }: AppError): void {
  if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
}
