import type { NextApiResponse } from 'next';

import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { logRefusal } from '@/utils/base/log.server';
import { reportError } from '@/utils/base/report-error.server';
import { isDatabaseOut } from '@/utils/data/query-deadline.server';
import { PasskeyError } from '@/utils/passkeys/codes';
import { StepUpError } from '@/utils/step-up/codes';

/** Answers with a refusal of the catalogue, or with 500, and logs it: of another error the name alone. */
export function sendError(res: NextApiResponse, error: unknown, { forSignIn = false } = {}): void {
  const refusal = refusalOf(error);
  const { code, status, message } = refusal;
  const { retryAfter, token }: { retryAfter?: number | undefined; token?: string | undefined } =
    refusal;
  if (code === 'internal_error') reportError(error);
  else logRefusal(code, status); // guard: log-refusals
  // In seconds: RFC 6585, section 4.
  if (retryAfter !== undefined) res.setHeader('Retry-After', String(retryAfter));
  // NextAuth's `signIn` looks for the code in a URL.
  const url = forSignIn ? `${env().NEXTAUTH_URL}/signin?error=${code}` : undefined;
  res.status(status).json({ error: code, message, url, token });
}

/** The refusal that an error is for the client. */
export function refusalOf(error: unknown): AppError | PasskeyError | StepUpError {
  if (error instanceof AppError || error instanceof PasskeyError) return error;
  if (error instanceof StepUpError) return error;
  return new AppError(isDatabaseOut(error) ? 'service_unavailable' : 'internal_error');
}
