import type { NextApiRequest, NextApiResponse } from 'next';

import { AppError } from '@/utils/base/errors';
import { logRefusal } from '@/utils/base/log.server';
import type { MessageCode } from '@/utils/base/messages';
import { ACCOUNT_PATH } from '@/utils/site';

/** Whether a browser asks, which shows the answer to its user. A script reads the status instead. */
export const acceptsPage = ({ headers }: NextApiRequest): boolean =>
  (headers.accept ?? '').includes('text/html');

const SEE_OTHER = 303;

/** Shows the page of a form again, with the sentence for `error`, and logs that. */
export function refuseForm(
  req: NextApiRequest,
  res: NextApiResponse,
  error: MessageCode,
  page = req.query.nextauth?.[0] === 'signout' ? ACCOUNT_PATH : '/signin',
): void {
  const { callbackUrl } = req.body;
  const query = new URLSearchParams({ error, ...(callbackUrl && { callbackUrl }) });
  logRefusal(error, SEE_OTHER); // guard: log-refused-forms
  res.redirect(SEE_OTHER, `${page}?${query}`);
}

/** Refuses a form for `failure`. A browser is shown `error`, unless a limit is reached. Throws to a script. */
export function failForm(
  req: NextApiRequest,
  res: NextApiResponse,
  { failure, error, page }: { failure: unknown; error: MessageCode; page?: string },
): void {
  if (!acceptsPage(req)) throw failure;
  const isLimit = failure instanceof AppError && failure.code === 'too_many_requests';
  refuseForm(req, res, isLimit ? failure.code : error, page);
}
