import type { NextApiRequest, NextApiResponse } from 'next';

import { readSession } from '@/utils/session.server';

/**
 * NextAuth's `GET /api/auth/session`, without the cookie that it would renew or take away: an answer that
 * comes late would do that to the session which another tab has opened meanwhile. Pages renew it.
 */
export async function answerSession(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const session = await readSession({ req, res });
  res.removeHeader('Set-Cookie');
  res.json(session ?? {});
}
