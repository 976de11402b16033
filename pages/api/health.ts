import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';

import { sendError } from '@/utils/http/send-error.server';
import { isDatabaseUp } from '@/utils/data/db.server';
import { AppError } from '@/utils/base/errors';
import { answerWithin, withRequestId } from '@/utils/base/current-request.server';

export const config = { api: { bodyParser: false } };

/** In milliseconds: who watches over a process waits no longer than that. */
const DUE_MS = 2_000;

const health: NextApiHandler = (req, res) => withRequestId(req, () => answer(req, res));

export default health;

/** Without the database nothing works; without Authsignal or mail, the other way to sign in does. */
async function answer({ method = '' }: NextApiRequest, res: NextApiResponse): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  if (!['GET', 'HEAD'].includes(method)) {
    res.setHeader('Allow', 'GET, HEAD');
    return sendError(res, new AppError('method_not_allowed'));
  }

  answerWithin(DUE_MS);
  if (await isDatabaseUp()) res.status(200).json({ status: 'ok' });
  else res.status(503).json({ status: 'unavailable' });
}
