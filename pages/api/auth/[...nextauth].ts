import type { NextApiRequest, NextApiResponse } from 'next';

import { sendError } from '@/utils/api-errors.server';
import { guardNextAuth } from '@/utils/nextauth-guard.server';
import { openMailedLink } from '@/utils/open-mailed-link.server';
import { runNextAuth } from '@/utils/run-nextauth.server';
import { sendMailedLink } from '@/utils/send-mailed-link.server';

export const config = { api: { bodyParser: { sizeLimit: '16kb' } } };

export default async function auth(req: NextApiRequest, res: NextApiResponse) {
  try {
    guardNextAuth(req);
    const [action, provider] = req.query.nextauth ?? [];
    const isMail = provider === 'email';

    if (isMail && action === 'callback') await openMailedLink(req, res);
    else if (isMail && action === 'signin' && req.method === 'POST') await sendMailedLink(req, res);
    else await runNextAuth(req, res);
  } catch (error) {
    sendError(res, error);
  }
}
