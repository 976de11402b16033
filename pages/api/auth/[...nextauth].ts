import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';

import { sendError } from '@/utils/http/send-error.server';
import { guardNextAuth } from '@/utils/signin/check-request.server';
import { askNextAuth } from '@/utils/signin/ask-nextauth.server';
import { sendRecorded } from '@/utils/http/record-response.server';
import { openMailedLink } from '@/utils/signin/sign-in-with-link.server';
import { signInWithPasskey } from '@/utils/signin/sign-in-with-passkey.server';
import { withRequestId } from '@/utils/base/current-request.server';
import { sendMailedLink } from '@/utils/signin/request-link.server';
import { peekSession } from '@/utils/sessions/session.server';
import { signOut } from '@/utils/signin/sign-out.server';

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
    else if (action === 'session' && !isPost) res.json((await peekSession(req)) ?? {});
    else if (action === 'callback') sendRecorded(res, await signInWithPasskey(req));
    else sendRecorded(res, await askNextAuth(req));
  } catch (error) {
    sendError(res, error, { forSignIn: true });
  }
}
