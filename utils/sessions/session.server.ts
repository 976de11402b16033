import type { GetServerSidePropsContext } from 'next';
import type { Session } from 'next-auth';

import { type RequestWithCookies, withRequestId } from '@/utils/base/current-request.server';
import { type Answer, askNextAuth, cookiesOf } from '@/utils/http/ask-nextauth.server';
import { dropBadCallbackCookie, sessionCookie } from '@/utils/http/cookies.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';

/** The session of the request's cookie, or null. */
export async function peekSession(req: RequestWithCookies): Promise<Session | null> {
  return sessionIn(await ask(req));
}

/** The same for a page, which also renews the cookie, or removes that of an ended session. */
export async function readSession({
  req,
  res,
}: Pick<GetServerSidePropsContext, 'req' | 'res'>): Promise<Session | null> {
  const answer = await ask(req);
  for (const cookie of cookiesOf(answer, sessionCookie())) res.appendHeader('Set-Cookie', cookie);
  return sessionIn(answer);
}

function ask(req: RequestWithCookies): Promise<Answer> {
  dropBadCallbackCookie(req);
  const { cookies, headers } = req;
  const question = { cookies, headers, method: 'GET' };
  return withRequestId(req, () => askNextAuth(question, ['session'], sessionOptions()));
}

/** NextAuth answers with an empty object if there is no session. */
function sessionIn({ body }: Answer): Session | null {
  const session: Partial<Session> = Object(body);
  return isSession(session) ? session : null;
}

const isSession = (session: Partial<Session>): session is Session => session.user !== undefined;
