import type { ServerResponse } from 'node:http';

import type { GetServerSidePropsContext } from 'next';
import type { Session } from 'next-auth';

import { type RequestWithCookies, withRequestId } from '@/utils/base/current-request.server';
import { askNextAuth, cookiesOf } from '@/utils/http/ask-nextauth.server';
import { dropBadCallbackCookie, sessionCookie } from '@/utils/http/cookies.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';

/** The session of the request's cookie, or null. */
export const peekSession = (req: RequestWithCookies) => askForSession(req);

/** The same for a page. It also renews the cookie, or removes the cookie of an ended session. */
export const readSession = ({ req, res }: Pick<GetServerSidePropsContext, 'req' | 'res'>) =>
  askForSession(req, res);

async function askForSession(req: RequestWithCookies, res?: ServerResponse) {
  const body = await getFromNextAuth('session', sessionCookie(), req, res);
  // An empty object if there is no session.
  const session: Session | { user?: undefined } = Object(body);
  return session.user ? session : null;
}

/** What NextAuth answers to a GET. Its cookie of this name is set on `res`, if given. */
export async function getFromNextAuth(
  action: 'session' | 'csrf',
  cookie: string,
  req: RequestWithCookies,
  res?: ServerResponse,
): Promise<unknown> {
  dropBadCallbackCookie(req);
  const { cookies, headers } = req;
  const question = { cookies, headers, method: 'GET' };
  const answer = await withRequestId(req, () => askNextAuth(question, [action], sessionOptions()));
  for (const header of cookiesOf(answer, cookie)) res?.appendHeader('Set-Cookie', header);
  return answer.body;
}
