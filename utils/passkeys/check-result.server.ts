import { z } from 'zod';

import { validateChallenge } from '@/utils/passkeys/authsignal.server';

/** How long after a ceremony its result may be brought, and how far the two clocks may differ. */
export const RESULT_LIFE_MS = 5 * 60_000;
const CLOCK_SKEW_MS = 60_000;

/** The characters of a bearer token (RFC 6750, section 2.1), in a length that a token has. */
const tokenSchema = z.string().regex(/^[A-Za-z0-9._~+/-]{16,4096}=*$/);

type PasskeyResult =
  | { accepted: true; userId: string; idempotencyKey: string }
  | {
      accepted: false;
      reason: 'malformed' | 'invalid' | 'state' | 'action' | 'user' | 'method' | 'stale';
    };

/**
 * Asks Authsignal what the token that a browser brought has proved, and compares the answer point
 * by point: the browser's own word counts for nothing, and a token of another action, person or
 * method proves nothing here. Throws `passkeys_unavailable` where Authsignal cannot be asked.
 */
export async function checkPasskeyResult(
  token: unknown,
  expected: { action: string; userId?: string },
): Promise<PasskeyResult> {
  const wellFormed = tokenSchema.safeParse(token);
  if (!wellFormed.success) return { accepted: false, reason: 'malformed' };

  const result = await validateChallenge({ token: wellFormed.data, ...expected });
  const { userId, idempotencyKey } = result;
  const age = Date.now() - Date.parse(result.stateUpdatedAt ?? '');

  if (!result.isValid) return { accepted: false, reason: 'invalid' };
  if (result.state !== 'CHALLENGE_SUCCEEDED') return { accepted: false, reason: 'state' };
  if (result.action !== expected.action) return { accepted: false, reason: 'action' };
  if (!userId || !idempotencyKey) return { accepted: false, reason: 'user' };
  if (expected.userId && userId !== expected.userId) return { accepted: false, reason: 'user' };
  if (result.verificationMethod !== 'PASSKEY') return { accepted: false, reason: 'method' };
  if (!(age <= RESULT_LIFE_MS && age >= -CLOCK_SKEW_MS))
    return { accepted: false, reason: 'stale' };

  return { accepted: true, userId, idempotencyKey };
}
