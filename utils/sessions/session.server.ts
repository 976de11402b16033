import type { ServerResponse } from 'node:http';

import type { GetServerSidePropsContext } from 'next';
import type { Session } from 'next-auth';

import {
  noteUser,
  type RequestWithCookies,
  withRequestId,
} from '@/utils/base/current-request.server';
import { AppError } from '@/utils/base/errors';
import { askNextAuth, setCookies } from '@/utils/http/ask-nextauth.server';
import { dropBadCallbackCookie, sessionCookie } from '@/utils/http/cookies.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';

/**
 * The session of the request's cookie, or null. Throws `service_unavailable` if the database cannot tell
 * whether it has ended: then the cookie stays, and no user's data is shown.
 */
export const peekSession = (req: RequestWithCookies) => askForSession(req);

/** The same for a page. It also renews the cookie, or removes the cookie of an ended session. */
export const readSession = ({ req, res }: Pick<GetServerSidePropsContext, 'req' | 'res'>) =>
  askForSession(req, res);

async function askForSession(req: RequestWithCookies, res?: ServerResponse) {
  const answer = await getFromNextAuth('session', req);
  // Without a session it is an empty object.
  const session: Session | { user?: undefined; expires?: string } = Object(answer.body);
  if (!session.user && session.expires) throw new AppError('service_unavailable');
  setCookies(res, answer, sessionCookie());
  if (!session.user) return null;
  noteUser(session.user.id);
  return session;
}

/** What NextAuth answers to a GET. */
export async function getFromNextAuth(action: 'session' | 'csrf', req: RequestWithCookies) {
  dropBadCallbackCookie(req);
  const { cookies, headers } = req;
  const question = { cookies, headers, method: 'GET' };
  return withRequestId(req, () => askNextAuth(question, [action], sessionOptions()));
}
