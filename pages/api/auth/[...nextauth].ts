import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';

import { authOptions } from '@/utils/auth-options.server';
import { canonicalAddress } from '@/utils/email-address';
import { rememberLinkRequest } from '@/utils/link-request.server';

export default async function auth(req: NextApiRequest, res: NextApiResponse) {
  const [action, provider] = req.query.nextauth ?? [];

  if (req.method === 'POST' && action === 'signin' && provider === 'email') {
    const address = canonicalAddress(req.body?.email);
    if (!address) {
      res.redirect(303, '/signin?error=invalid_email');
      return;
    }
    rememberLinkRequest(res, address);
  }

  // NextAuth answers 401 wherever `authorize` returns null. Where the null only means that nobody
  // could say, the answer becomes a 503.
  const setStatus = res.status;
  const onOutage = () => {
    res.status = (status) => setStatus(status === 401 ? 503 : status);
  };

  await NextAuth(req, res, authOptions({ onOutage, userAgent: req.headers['user-agent'] }));
}
