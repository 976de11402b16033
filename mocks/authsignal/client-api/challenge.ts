import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { requireTenantId } from '../access/authorization';
import { openCeremony } from '../actions/ceremonies';
import { ACTION_CODE } from '../inferred';
import { operation } from '../http/operation';
import { readBody } from '../http/read-body';

const bodySchema = z.object({
  action: z.string().regex(ACTION_CODE),
  idempotencyKey: z.string().min(1).max(256).optional(),
});

/**
 * POST /client/challenge (and /web) sets the action of a sign-in, before the user is known.
 * Source: @authsignal/browser (passkey-api-client: `challenge`, called if there is an `action`).
 */
export const challenge = operation(
  'challenge',
  'POST',
  '/client/challenge/:web{web}?',
  async (tenant, call) => {
    requireTenantId(call, tenant);
    const { action, idempotencyKey = randomUUID() } = readBody(call, bodySchema);

    const { challengeId } = openCeremony(tenant, {
      kind: 'authentication',
      actionCode: action,
      idempotencyKey,
    });
    return { challengeId };
  },
);
