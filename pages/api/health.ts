import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';

import { sendError } from '@/utils/http/send-error.server';
import { isDatabaseUp } from '@/utils/data/db.server';
import { AppError } from '@/utils/base/errors';
import { answerWithin, withRequestId } from '@/utils/base/current-request.server';
import { isEnding } from '@/utils/server/graceful-shutdown.server';

export const config = { api: { bodyParser: false } };

/** In ms. Health checks wait no longer. */
const DEADLINE_MS = 2_000;

const health: NextApiHandler = (req, res) => withRequestId(req, () => answer(req, res));

export default health;

/**
 * `?live` asks whether the process runs, all else whether it is ready. That asks the database alone: without
 * Authsignal or the mail server, the other way to sign in works.
 */
async function answer({ method = '', query }: NextApiRequest, res: NextApiResponse): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  if (!['GET', 'HEAD'].includes(method)) {
    res.setHeader('Allow', 'GET, HEAD');
    return sendError(res, new AppError('method_not_allowed'));
  }

  // A restart helps neither if the database is out nor if the process is about to end.
  if (query.live !== undefined) return res.status(200).json({ status: 'ok' });

  answerWithin(DEADLINE_MS);
  if (!isEnding() && (await isDatabaseUp())) res.status(200).json({ status: 'ok' });
  else res.status(503).json({ status: 'unavailable' });
}
