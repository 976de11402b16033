import type { GetServerSidePropsContext } from 'next';
import { getServerSession, type Session } from 'next-auth';

import { authOptions } from '@/utils/auth-options.server';
import { healCallbackCookie } from '@/utils/cookies.server';
import { withRequestId } from '@/utils/request-context.server';

type Exchange = Pick<GetServerSidePropsContext, 'req' | 'res'>;

/**
 * The session of the request's cookie, or null. Nothing but the cookie counts: unlike NextAuth's
 * `getToken`, this never takes a session from an Authorization header.
 */
export function readSession({ req, res }: Exchange): Promise<Session | null> {
  healCallbackCookie(req);
  return withRequestId(req, () => getServerSession(req, res, authOptions()));
}
