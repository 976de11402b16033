import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { requireTenantIdOrToken } from '../access/authorization';
import { findCeremony, openCeremony } from '../actions/ceremonies';
import { DEFAULT_SIGN_IN_ACTION } from '../inferred';
import { operation } from '../http/operation';
import { readBody } from '../http/read-body';
import { authenticationOptions as createOptions } from '../webauthn/options';

const bodySchema = z.object({ challengeId: z.string().optional() });

/**
 * POST /client/user-authenticators/passkey/authentication-options (and /web) starts a sign-in with any
 * passkey; with a token, it starts the re-authentication of the token's user.
 * Source: docs.authsignal.com (passkey authentication options), @authsignal/browser (passkey-api-client).
 */
export const authenticationOptions = operation(
  'authenticationOptions',
  'POST',
  '/client/user-authenticators/passkey/authentication-options/:web{web}?',
  async (tenant, call) => {
    const caller = requireTenantIdOrToken(call, tenant);
    const { challengeId } = readBody(call, bodySchema);

    const known = caller ? tenant.store.listPasskeys(caller.userId) : [];
    const ceremony = challengeId
      ? findCeremony(tenant, challengeId, 'authentication', caller)
      : openCeremony(tenant, {
          kind: 'authentication',
          userId: caller?.userId,
          actionCode: caller?.action.actionCode ?? DEFAULT_SIGN_IN_ACTION,
          idempotencyKey: caller?.action.idempotencyKey ?? randomUUID(),
          allowedIds: known.map(({ credentialId }) => credentialId),
        });

    const allowed = known.filter(({ credentialId }) => ceremony.allowedIds?.includes(credentialId));
    const options = await createOptions(tenant.relyingParty, ceremony, allowed);
    return { challengeId: ceremony.challengeId, options };
  },
);
