import type { GetServerSidePropsContext } from 'next';
import { getServerSession, type Session } from 'next-auth';

import {
  healCallbackCookie,
  type RequestWithCookies,
  sessionCookie,
} from '@/utils/http/cookies.server';
import { recordResponse } from '@/utils/http/record-response.server';
import { withRequestId } from '@/utils/base/current-request.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';

/** The session of the request's cookie, or null. */
export async function peekSession(req: RequestWithCookies): Promise<Session | null> {
  return (await ask(req)).session;
}

/** The same for a page, which also renews the cookie, or takes that of an ended session away. */
export async function readSession({
  req,
  res,
}: Pick<GetServerSidePropsContext, 'req' | 'res'>): Promise<Session | null> {
  const { session, cookies } = await ask(req);
  for (const cookie of cookies) {
    if (cookie.startsWith(sessionCookie())) res.appendHeader('Set-Cookie', cookie);
  }
  return session;
}

async function ask(req: RequestWithCookies) {
  healCallbackCookie(req);
  const { answer, response } = recordResponse();
  const session: Session | null = await withRequestId(req, () =>
    getServerSession(req as never, response, sessionOptions()),
  );
  return { session, cookies: [answer.headers['Set-Cookie'] ?? []].flat() };
}
