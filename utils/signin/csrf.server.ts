import type { ServerResponse } from 'node:http';

import type { NextApiRequest } from 'next';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { askNextAuth, cookiesOf } from '@/utils/http/ask-nextauth.server';
import { csrfCookie } from '@/utils/http/cookies.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';

/** The token that a form for NextAuth must hold. Sets its cookie on `res` if the browser has none. */
export async function csrfToken(req: RequestWithCookies, res: ServerResponse): Promise<string> {
  const { token, cookies } = await askForToken(req);
  for (const cookie of cookies) res.appendHeader('Set-Cookie', cookie);
  return token;
}

/** Whether a form holds this browser's token. Without it NextAuth does nothing, and does not say so. */
export const hasCsrfToken = async (req: NextApiRequest): Promise<boolean> =>
  req.body.csrfToken === (await askForToken(req)).token;

async function askForToken({ cookies, headers }: RequestWithCookies) {
  const question = { cookies, headers, method: 'GET' };
  const answer = await askNextAuth(question, ['csrf'], sessionOptions());
  const { csrfToken: token }: { csrfToken: string } = Object(answer.body);
  return { token, cookies: cookiesOf(answer, csrfCookie()) };
}
