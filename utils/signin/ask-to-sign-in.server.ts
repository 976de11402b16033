import { isErrorCode, statusOf } from '@/utils/base/errors';
import type { MessageCode } from '@/utils/base/messages';
import { type Answer, askNextAuth, type Question } from '@/utils/http/ask-nextauth.server';
import { authOptions } from '@/utils/signin/auth-options.server';
import { errorCode } from '@/utils/signin/error-sentence';

/** Asks NextAuth, with all providers. Throws `service_unavailable` if NextAuth fails. */
export async function askToSignIn(req: Question, path = [req.query?.nextauth ?? []].flat()) {
  const answer = await askNextAuth(req, path, authOptions());
  const error = errorIn(answer);
  if (!answer.body || !error || !isErrorCode(error)) return { ...answer, error };
  // A script reads the status. NextAuth gives it 401 for each refusal, and 200 if no mail could be sent.
  return { ...answer, error, status: statusOf(error) };
}

/** NextAuth redirects to its error page, and names the error there. */
function errorIn({ headers, body }: Answer): MessageCode | undefined {
  const { url }: { url?: unknown } = Object(body);
  const { pathname, searchParams } = new URL(String(headers.Location ?? url ?? ''), 'a://b');
  // So it answers a form without its token.
  if (pathname === '/api/auth/signin' && searchParams.has('csrf')) return 'form_expired';
  const error = searchParams.get('error');
  return pathname === '/api/auth/error' && error ? errorCode(error) : undefined;
}
