import type { NextApiResponse } from 'next';

import { PasskeyError } from '../passkeys/codes';
import { StepUpError } from './codes';

/** Answers with what requirePasskey has thrown, as `confirmedFetch` reads it. Throws all else again. */
export function answerRefusal(res: NextApiResponse, error: unknown): void {
  const isRefusal = error instanceof StepUpError || error instanceof PasskeyError;
  if (!isRefusal) throw error;
  const { code, message, status } = error;
  const token = error instanceof StepUpError ? error.token : undefined;
  res.setHeader('Cache-Control', 'no-store');
  res.status(status).json({ error: code, message, token });
}
