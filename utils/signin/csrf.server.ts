import type { ServerResponse } from 'node:http';

import type { NextApiRequest } from 'next';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { askNextAuth, setCookies } from '@/utils/http/ask-nextauth.server';
import { csrfCookie, dropBadCallbackCookie } from '@/utils/http/cookies.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';

/** The token that a form for NextAuth must hold. Sets its cookie on `res` if the browser has none. */
export async function csrfToken(req: RequestWithCookies, res?: ServerResponse): Promise<string> {
  dropBadCallbackCookie(req);
  const { cookies, headers } = req;
  const answer = await askNextAuth({ cookies, headers, method: 'GET' }, ['csrf'], sessionOptions());
  setCookies(res, answer, csrfCookie());
  const { csrfToken: token }: { csrfToken: string } = Object(answer.body);
  return token;
}

/** Whether a form holds this browser's token. Without it NextAuth does nothing, and does not say so. */
export const hasCsrfToken = async (req: NextApiRequest): Promise<boolean> =>
  req.body.csrfToken === (await csrfToken(req));
