import { z } from 'zod/v4';

import { callAuthsignal, failureOf } from './authsignal.server';
import type { CoreSettings } from './settings.server';

/** How long after a ceremony its result may be brought, and how far the two clocks may differ, in ms. */
export const RESULT_LIFE_MS = 5 * 60_000;
const CLOCK_SKEW_MS = 60_000;

/** The characters of a bearer token (RFC 6750, section 2.1), in a length that a token has. */
const TOKEN = /^[A-Za-z0-9._~+/-]{16,4096}=*$/;

type Reason = 'malformed' | 'invalid' | 'state' | 'action' | 'user' | 'method' | 'stale';

type PasskeyResult =
  | { accepted: true; userId: string; key: string; age: number }
  | { accepted: false; reason: Reason };

/**
 * Asks Authsignal what a token has proved, and compares the answer point by point. The browser's own word
 * counts for nothing, and a token of another action, user or method proves nothing here. Throws
 * `passkeys_unavailable` if Authsignal cannot be asked.
 */
export async function checkPasskeyResult(
  token: unknown,
  expected: { action: string; userId?: string },
  settings: CoreSettings,
): Promise<PasskeyResult> {
  const refuse = (reason: Reason): PasskeyResult => ({ accepted: false, reason });
  if (typeof token !== 'string' || !TOKEN.test(token)) return refuse('malformed'); // guard: token-shape

  const result = await callAuthsignal(
    'validate',
    (sdk) => sdk.validateChallenge({ token, ...expected }).catch(asNotValid),
    validationSchema,
    settings,
  );
  const { userId, idempotencyKey: key } = result;
  const age = Date.now() - Date.parse(result.stateUpdatedAt ?? '');

  if (!result.isValid) return refuse('invalid'); // guard: valid-result
  if (result.state !== 'CHALLENGE_SUCCEEDED') return refuse('state'); // guard: finished-ceremony
  if (result.action !== expected.action) return refuse('action'); // guard: own-action
  if (!userId || !key) return refuse('user');
  if ('userId' in expected && userId !== expected.userId) return refuse('user'); // guard: own-user
  if (result.verificationMethod !== 'PASSKEY') return refuse('method'); // guard: passkey-method
  if (!(age <= RESULT_LIFE_MS && age >= -CLOCK_SKEW_MS)) return refuse('stale'); // guard: fresh-result
  return { accepted: true, userId, key, age };
}

const validationSchema = z.object({
  isValid: z.boolean(),
  state: z.string().optional(),
  stateUpdatedAt: z.string().optional(),
  userId: z.string().optional(),
  action: z.string().optional(),
  idempotencyKey: z.string().optional(),
  verificationMethod: z.string().optional(),
});

/** The error codes that speak of the token, and not of Authsignal's or our own condition. */
const TOKEN_REFUSALS = ['expired_token', 'invalid_token', 'invalid_request'];

/** A token that Authsignal refuses to read is not valid. */
function asNotValid(error: unknown) {
  if (TOKEN_REFUSALS.includes(failureOf(error).errorCode ?? '')) return { isValid: false };
  throw error;
}
