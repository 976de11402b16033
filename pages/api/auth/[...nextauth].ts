import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';

import { withRequestId } from '@/utils/base/current-request.server';
import { sendAnswer } from '@/utils/http/ask-nextauth.server';
import { sendError } from '@/utils/http/send-error.server';
import { peekSession } from '@/utils/sessions/session.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';
import { checkRequest } from '@/utils/signin/check-request.server';
import { requestLink } from '@/utils/signin/request-link.server';
import { signInWithLink } from '@/utils/signin/sign-in-with-link.server';
import { signInWithPasskey } from '@/utils/signin/sign-in-with-passkey.server';
import { signOut } from '@/utils/signin/sign-out.server';

export const config = { api: { bodyParser: { sizeLimit: '16kb' } } };

const auth: NextApiHandler = (req, res) => withRequestId(req, () => answer(req, res));

export default auth;

async function answer(req: NextApiRequest, res: NextApiResponse) {
  // NextAuth says so for some of its answers only.
  res.setHeader('Cache-Control', 'no-store');
  try {
    checkRequest(req, res);
    const [action, provider = ''] = req.query.nextauth ?? [];
    const isPost = req.method === 'POST';

    if (action === 'session' && !isPost) res.json((await peekSession(req)) ?? {});
    else if (action === 'signin' && provider === 'email' && isPost) await requestLink(req, res);
    else if (action === 'callback' && ['email', 'link'].includes(provider)) {
      await signInWithLink(req, res);
    } else if (action === 'callback') sendAnswer(res, await signInWithPasskey(req));
    else if (action === 'signout' && isPost) await signOut(req, res);
    else sendAnswer(res, await askToSignIn(req));
  } catch (error) {
    sendError(res, error, { forSignIn: true });
  }
}
