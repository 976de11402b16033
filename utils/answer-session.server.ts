import type { NextApiRequest, NextApiResponse } from 'next';

import { readSession } from '@/utils/session.server';

/**
 * NextAuth's `GET /api/auth/session`, which takes no cookie away: an answer that comes late would take
 * the one of the session which another tab has opened meanwhile.
 */
export async function answerSession(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  const session = await readSession({ req, res });
  if (!session) res.removeHeader('Set-Cookie');
  res.json(session ?? {});
}
