import type { GetServerSidePropsContext } from 'next';
import type { Session } from 'next-auth';

import { type RequestWithCookies, withRequestId } from '@/utils/base/current-request.server';
import { askNextAuth, cookiesOf } from '@/utils/http/ask-nextauth.server';
import { dropBadCallbackCookie, sessionCookie } from '@/utils/http/cookies.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';

/** The session of the request's cookie, or null. */
export const peekSession = async (req: RequestWithCookies): Promise<Session | null> =>
  (await askForSession(req)).session;

/** The same for a page. It also renews the cookie, or removes the cookie of an ended session. */
export async function readSession({
  req,
  res,
}: Pick<GetServerSidePropsContext, 'req' | 'res'>): Promise<Session | null> {
  const { session, cookies } = await askForSession(req);
  for (const cookie of cookies) res.appendHeader('Set-Cookie', cookie);
  return session;
}

async function askForSession(req: RequestWithCookies) {
  dropBadCallbackCookie(req);
  const { cookies, headers } = req;
  const question = { cookies, headers, method: 'GET' };
  const answer = await withRequestId(req, () =>
    askNextAuth(question, ['session'], sessionOptions()),
  );
  // An empty object if there is no session.
  const body: Session | { user?: undefined } = Object(answer.body);
  return { session: body.user ? body : null, cookies: cookiesOf(answer, sessionCookie()) };
}
