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

/**
 * The same for an answer that a script asks for, without the cookie which NextAuth renews or takes away. An
 * answer that comes late would do that to the session that another tab has opened meanwhile; pages renew it.
 */
export async function peekSession(exchange: Exchange): Promise<Session | null> {
  const session = await readSession(exchange);
  exchange.res.removeHeader('Set-Cookie');
  return session;
}
