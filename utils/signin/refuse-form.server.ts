import type { NextApiRequest, NextApiResponse } from 'next';

import type { ACCOUNT_PATH } from '@/utils/site';
import { AppError } from '@/utils/base/errors';

/** Whether a browser asks, which shows what it is answered with, and no program. */
export const acceptsPage = ({ headers }: NextApiRequest): boolean =>
  (headers.accept ?? '').includes('text/html');

/**
 * Answers a form that came to nothing. A refusal is told in words to a browser, which shows what it
 * is answered with, and thrown where a program asks, which reads the status. What is no limit is told
 * as `otherwise`, one of the codes that `page` knows: the sign-in page unless it is another.
 */
export function refuseForm(
  req: NextApiRequest,
  res: NextApiResponse,
  {
    error,
    otherwise,
    page = '/signin',
  }: { error: unknown; otherwise: string; page?: typeof ACCOUNT_PATH | '/signin' },
): void {
  if (error instanceof AppError && !acceptsPage(req)) throw error;

  const { callbackUrl } = req.body;
  const isLimit = error instanceof AppError && error.code === 'too_many_requests';
  const code = isLimit ? error.code : otherwise;
  const query = new URLSearchParams({ error: code, ...(callbackUrl && { callbackUrl }) });
  res.redirect(303, `${page}?${query}`);
}
