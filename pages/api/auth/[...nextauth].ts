import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';

import { sendError } from '@/utils/api-errors.server';
import { guardNextAuth } from '@/utils/nextauth-guard.server';
import { openMailedLink } from '@/utils/open-mailed-link.server';
import { withRequestId } from '@/utils/request-context.server';
import { runNextAuth } from '@/utils/run-nextauth.server';
import { sendMailedLink } from '@/utils/send-mailed-link.server';
import { peekSession } from '@/utils/session.server';
import { signOut } from '@/utils/sign-out.server';

export const config = { api: { bodyParser: { sizeLimit: '16kb' } } };

const auth: NextApiHandler = (req, res) => withRequestId(req, () => answer(req, res));

export default auth;

async function answer(req: NextApiRequest, res: NextApiResponse) {
  // NextAuth says so for some of its answers only.
  res.setHeader('Cache-Control', 'no-store');
  try {
    guardNextAuth(req, res);
    const [action, provider] = req.query.nextauth ?? [];
    const isMail = provider === 'email';
    const isPost = req.method === 'POST';

    if (isMail && action === 'callback') await openMailedLink(req, res);
    else if (isMail && action === 'signin' && isPost) await sendMailedLink(req, res);
    else if (action === 'signout' && isPost) await signOut(req, res);
    else if (action === 'session' && !isPost) res.json((await peekSession({ req, res })) ?? {});
    else await runNextAuth(req, res);
  } catch (error) {
    sendError(res, error);
  }
}
