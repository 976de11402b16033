import type { ServerResponse } from 'node:http';

import type { NextApiRequest } from 'next';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { askNextAuth, cookiesOf } from '@/utils/http/ask-nextauth.server';
import { csrfCookie } from '@/utils/http/cookies.server';
import { sessionOptions } from '@/utils/sessions/session-options.server';

/**
 * The token that a form posted to NextAuth has to carry. Its cookie is set on `res` if the browser has
 * none yet. NextAuth tells it to scripts alone, and our pages work without JavaScript.
 */
export async function csrfToken(req: RequestWithCookies, res: ServerResponse): Promise<string> {
  const { token, cookies } = await askForToken(req);
  for (const cookie of cookies) res.appendHeader('Set-Cookie', cookie);
  return token;
}

/** Whether a posted form carries the token of this browser. Without it NextAuth does nothing, silently. */
export const carriesCsrfToken = async (req: NextApiRequest): Promise<boolean> =>
  req.body.csrfToken === (await askForToken(req)).token;

async function askForToken({ cookies, headers }: RequestWithCookies) {
  const question = { cookies, headers, method: 'GET' };
  const answer = await askNextAuth(question, ['csrf'], sessionOptions());
  const { csrfToken: token }: { csrfToken: string } = Object(answer.body);
  return { token, cookies: cookiesOf(answer, csrfCookie()) };
}
