import type { ValidateChallengeResponse } from '@authsignal/node';
import { z } from 'zod';

import { requireSecretKey } from '../authorization';
import { operation } from '../operation';
import { readBody } from '../read-body';
import type { Wire } from '../tenant';

/** The SDK renames `actionCode` to `action` (dist/index.mjs). */
type Answer = Omit<Wire<ValidateChallengeResponse>, 'action'> & { actionCode?: string };

const bodySchema = z.object({
  token: z.string(),
  action: z.string().optional(),
  userId: z.string().optional(),
});

/**
 * POST /validate checks a token that the app's server got from its browser.
 * Source: docs.authsignal.com (validate challenge), @authsignal/node (ValidateChallengeResponse)
 * and its tests: before the challenge, the answer is 200 with `isValid: false` and the action's state.
 * Inferred: all other refusals are 200 too, with these texts in `error`. A token can be checked again.
 */
export const validateChallenge = operation(
  'validateChallenge',
  'POST',
  '/validate',
  (tenant, call): Answer => {
    requireSecretKey(call, tenant);
    const expected = readBody(call, bodySchema);

    const claims = tenant.tokens.read(expected.token);
    if (typeof claims === 'string') return { isValid: false, error: claims };

    const action = tenant.store.findAction({ userId: claims.sub, ...claims.other });
    if (!action) return { isValid: false, error: 'invalid_token' };

    const { userId, actionCode, idempotencyKey, state, stateUpdatedAt, verificationMethod } =
      action;
    const facts = { state, stateUpdatedAt, userId, actionCode, idempotencyKey, verificationMethod };

    if (expected.action !== undefined && expected.action !== actionCode) {
      return { isValid: false, error: 'action_mismatch', ...facts };
    }
    if (expected.userId !== undefined && expected.userId !== userId) {
      return { isValid: false, error: 'user_mismatch', ...facts };
    }
    return { isValid: state === 'CHALLENGE_SUCCEEDED', ...facts };
  },
);
