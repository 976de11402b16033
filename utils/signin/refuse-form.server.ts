import type { NextApiRequest, NextApiResponse } from 'next';

import { AppError } from '@/utils/base/errors';
import type { MessageCode } from '@/utils/base/messages';
import type { ACCOUNT_PATH } from '@/utils/site';

type FormPage = typeof ACCOUNT_PATH | '/signin';

/** Whether a browser asks, which shows the answer to its user. A script reads its status. */
export const acceptsPage = ({ headers }: NextApiRequest): boolean =>
  (headers.accept ?? '').includes('text/html');

/** Shows the page of a form again, with the sentence for `error`. */
export function refuseForm(
  req: NextApiRequest,
  res: NextApiResponse,
  error: MessageCode,
  page: FormPage = '/signin',
): void {
  const { callbackUrl } = req.body;
  const query = new URLSearchParams({ error, ...(callbackUrl && { callbackUrl }) });
  res.redirect(303, `${page}?${query}`);
}

/** Refuses a form for `failure`: a browser is shown `error`, or that a limit is passed. Throws to a script. */
export function failForm(
  req: NextApiRequest,
  res: NextApiResponse,
  { failure, error, page }: { failure: unknown; error: MessageCode; page?: FormPage },
): void {
  if (!acceptsPage(req)) throw failure;
  const isLimit = failure instanceof AppError && failure.code === 'too_many_requests';
  refuseForm(req, res, isLimit ? failure.code : error, page);
}
