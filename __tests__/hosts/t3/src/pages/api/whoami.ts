import type { NextApiRequest, NextApiResponse } from 'next';

import { getServerAuthSession } from '~/server/auth';

export default async function whoami(req: NextApiRequest, res: NextApiResponse) {
  const session = await getServerAuthSession({ req, res });
  if (!session) return res.status(401).json({ error: 'Sign in first.' });
  return res.status(200).json(session.user);
}
