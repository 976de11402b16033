import type { NextApiRequest, NextApiResponse } from 'next';
import NextAuth from 'next-auth';

import { sendRetryAfter } from '@/utils/api-errors.server';
import { authOptions } from '@/utils/auth-options.server';
import { clientAddress, clientNetwork } from '@/utils/client-address.server';
import { sessionCookie } from '@/utils/cookies.server';
import { AppError } from '@/utils/errors';
import { log, nameOf } from '@/utils/log.server';
import type { UsedProof } from '@/utils/used-proof.server';

/**
 * Has NextAuth answer the request, and returns what has come of the token or the link that it brought.
 * Throws `service_unavailable` where NextAuth fails, as it does when the database is out.
 */
export async function runNextAuth(
  req: NextApiRequest,
  res: NextApiResponse,
  onMailed?: (address: string) => void,
): Promise<UsedProof['outcome']> {
  // NextAuth answers 401 wherever `authorize` returns null, and 200 to a script whose mail could not be
  // sent. Where that means something else than no, it becomes the status of that. A form is led on to a
  // page that says so.
  const setStatus = res.status;
  const onUndecided = (refusal: AppError) => {
    sendRetryAfter(res, refusal);
    res.status = (status) => setStatus(status === 302 ? status : refusal.status);
  };
  const proof: UsedProof = {};
  const options = authOptions({
    proof,
    onUndecided,
    onMailed,
    client: clientNetwork(req),
    clientAddress: clientAddress(req),
    userAgent: req.headers['user-agent'],
    replaces: req.cookies[sessionCookie()],
  });

  try {
    await NextAuth(req, res, options);
    return proof.outcome;
  } catch (error) {
    log.error({ event: 'next_auth_failed', error: nameOf(error) });
    throw new AppError('service_unavailable');
  } finally {
    proof.giveBack?.();
  }
}
