import type { NextApiHandler } from 'next';

import { peekSession } from '@/utils/sessions/session.server';
import { beginOAuth } from '@/utils/signin/begin-oauth.server';
import { finishOAuth } from '@/utils/signin/finish-oauth.server';
import { nextAuthRoute } from '@/utils/signin/nextauth-route.server';
import { requestLink } from '@/utils/signin/request-link.server';
import { showLink, signInWithLink } from '@/utils/signin/sign-in-with-link.server';
import { signInWithPasskey } from '@/utils/signin/sign-in-with-passkey.server';
import { signOut } from '@/utils/signin/sign-out.server';

export const config = { api: { bodyParser: { sizeLimit: '16kb' } } };

const tellSession: NextApiHandler = async (req, res) => res.json((await peekSession(req)) ?? {});

export default nextAuthRoute({
  'GET session': tellSession,
  'POST session': tellSession,
  'POST signin/email': requestLink,
  'GET callback/email': showLink, // guard: link-by-post
  'POST callback/email': signInWithLink,
  'POST callback/link': signInWithLink,
  'POST callback/credentials': signInWithPasskey,
  'POST signin/github': beginOAuth('github'),
  'GET callback/github': finishOAuth('github'),
  'POST signin/google': beginOAuth('google'),
  'GET callback/google': finishOAuth('google'),
  'POST signout': signOut,
});
