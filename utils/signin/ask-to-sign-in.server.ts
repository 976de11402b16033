import type { NextApiRequest } from 'next';

import { isErrorCode, statusOf } from '@/utils/base/errors';
import { type Answer, askNextAuth } from '@/utils/http/ask-nextauth.server';
import { authOptions } from '@/utils/signin/auth-options.server';

export interface SignInAnswer extends Answer {
  /** What went wrong: a code of the catalogue, or one of NextAuth's own. */
  error?: string;
}

/** Asks NextAuth with all providers, and says what went wrong. Throws `service_unavailable`. */
export async function askToSignIn(
  req: NextApiRequest,
  path = [req.query.nextauth ?? []].flat(),
): Promise<SignInAnswer> {
  const answer = await askNextAuth(req, path, authOptions());
  const error = errorOf(answer);
  // A script reads the status. NextAuth says 401 to every refusal, and 200 if no mail could be sent.
  if (answer.body && error) return { ...answer, error, status: statusFor(error) ?? answer.status };
  return { ...answer, error };
}

/** NextAuth leads to its error page, and names the error there. */
function errorOf({ headers, body }: Answer): string | undefined {
  const { url }: { url?: unknown } = Object(body);
  const { pathname, searchParams } = new URL(String(headers.Location ?? url ?? ''), 'a://b');
  return (pathname === '/api/auth/error' && searchParams.get('error')) || undefined;
}

function statusFor(error: string): number | undefined {
  const code = error === 'EmailSignin' ? 'mail_not_sent' : error;
  return isErrorCode(code) ? statusOf(code) : undefined;
}
