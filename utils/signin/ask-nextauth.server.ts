import type { NextApiRequest } from 'next';
import NextAuth from 'next-auth';

import { authOptions } from '@/utils/signin/auth-options.server';
import { AppError, isErrorCode, statusOf } from '@/utils/base/errors';
import { log, nameOf } from '@/utils/base/log.server';
import { type RecordedAnswer, recordResponse } from '@/utils/http/record-response.server';

export interface NextAuthAnswer extends RecordedAnswer {
  /** What has gone wrong, by the URL that NextAuth leads to: a code of its own, or one of ours. */
  error?: string;
}

/** Asks NextAuth, and sends nothing yet. Throws `service_unavailable` where it fails. */
export async function askNextAuth(req: NextApiRequest): Promise<NextAuthAnswer> {
  const { answer, response } = recordResponse();
  try {
    await NextAuth(req, response, authOptions());
  } catch (error) {
    log.error({ event: 'next_auth_failed', error: nameOf(error) });
    throw new AppError('service_unavailable');
  }
  const error = errorOf(answer);
  // A script reads the status. NextAuth says 401 to all, and 200 where no mail could be sent.
  const status = answer.body && error ? statusOfError(error) : undefined;
  return { ...answer, status: status ?? answer.status, error };
}

function errorOf({ headers, body }: RecordedAnswer): string | undefined {
  const { pathname, searchParams } = new URL(
    String(headers.Location ?? Object(body).url ?? ''),
    'a://b',
  );
  return (pathname === '/api/auth/error' && searchParams.get('error')) || undefined;
}

const statusOfError = (error: string) =>
  error === 'EmailSignin' ? 503 : isErrorCode(error) ? statusOf(error) : undefined;
