import type { ValidateChallengeResponse } from '@authsignal/node';
import { z } from 'zod';

import { findActionOf, requireSecretKey } from '../access/authorization';
import { VALIDATION_ERRORS } from '../inferred';
import { operation } from '../http/operation';
import { readBody } from '../http/read-body';
import type { Wire } from '../http/wire';

/** SDKs read `action`, except that for Node.js, which makes it of `actionCode` (dist/index.mjs). */
type Answer = Wire<ValidateChallengeResponse> & { actionCode?: string };

const bodySchema = z.object({
  token: z.string(),
  action: z.string().optional(),
  userId: z.string().optional(),
});

/**
 * POST /validate checks a token that the app's server got from its browser.
 * Source: docs.authsignal.com (validate challenge), @authsignal/node (ValidateChallengeResponse)
 * and its tests: before the challenge, the answer is 200 with `isValid: false` and the action's state.
 * Other refusals are 200 too. A token can be checked again.
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

    const action = findActionOf(claims, tenant);
    if (!action) return { isValid: false, error: 'invalid_token' };

    const { userId, actionCode, state } = action;
    const facts = {
      state,
      stateUpdatedAt: action.stateUpdatedAt,
      userId,
      action: actionCode,
      actionCode,
      idempotencyKey: action.idempotencyKey,
      verificationMethod: action.verificationMethod,
    };

    if (expected.action !== undefined && expected.action !== actionCode) {
      return { isValid: false, error: VALIDATION_ERRORS.action, ...facts };
    }
    if (expected.userId !== undefined && expected.userId !== userId) {
      return { isValid: false, error: VALIDATION_ERRORS.user, ...facts };
    }
    return { isValid: state === 'CHALLENGE_SUCCEEDED', ...facts };
  },
);
