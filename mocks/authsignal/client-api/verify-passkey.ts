import { z } from 'zod';

import { finishAction, issueResultToken, openAnswered } from '../actions/actions';
import { requireTenantIdOrToken } from '../access/authorization';
import { takeCeremony } from '../actions/ceremonies';
import { refuse } from '../http/errors';
import { operation } from '../http/operation';
import { readBody } from '../http/read-body';
import type { Tenant } from '../tenant';
import { verifyAuthentication } from '../webauthn/authentication';
import { authenticationResponseSchema } from '../webauthn/schemas';

const bodySchema = z.object({
  challengeId: z.string(),
  authenticationCredential: authenticationResponseSchema,
});

type Use = { counter: number; backedUp: boolean };

/**
 * POST /client/verify/passkey finishes a sign-in or a re-authentication.
 * Source: docs.authsignal.com (verify passkey), @authsignal/browser (VerifyResponse; `unknown_credential`
 * is from its later versions).
 */
export const verifyPasskey = operation(
  'verifyPasskey',
  'POST',
  '/client/verify/passkey',
  async (tenant, call) => {
    const { store, relyingParty } = tenant;

    const caller = requireTenantIdOrToken(call, tenant);
    const { challengeId, authenticationCredential } = readBody(call, bodySchema);
    const ceremony = takeCeremony(tenant, challengeId, 'authentication', caller);

    const passkey = store.findPasskey(authenticationCredential.id);
    if (!passkey) throw refuse('unknown_credential');
    const { userId, userAuthenticatorId, username, displayName } = passkey;
    if (caller && caller.userId !== userId) throw refuse('invalid_credential');

    const owner = store.findUser(userId);
    const result = await verifyAuthentication(
      relyingParty,
      ceremony,
      passkey,
      owner,
      authenticationCredential,
    );

    const { actionCode, idempotencyKey } = ceremony;
    const key = { userId, actionCode, idempotencyKey };
    const action = openAnswered(tenant, key);
    if (action.state === 'BLOCK') throw refuse('forbidden', 'The action is blocked.');

    if (!result.verified || !recordUse(tenant, passkey.credentialId, result)) {
      finishAction(tenant, action, 'CHALLENGE_FAILED');
      const failureReason = result.verified ? 'The passkey was used elsewhere.' : result.reason;
      return { isVerified: false, failureReason };
    }
    finishAction(tenant, action, 'CHALLENGE_SUCCEEDED', userAuthenticatorId);

    return {
      isVerified: true,
      accessToken: issueResultToken(tenant, action),
      userId,
      userAuthenticatorId,
      username,
      userDisplayName: displayName,
    };
  },
);

/** Returns false if the passkey was removed or used elsewhere during the verification. */
function recordUse({ store, now }: Tenant, credentialId: string, use: Use) {
  const passkey = store.findPasskey(credentialId);
  if (!passkey || (use.counter <= passkey.counter && !isUncounted(use, passkey))) return false;

  const lastVerifiedAt = new Date(now()).toISOString();
  store.saveAuthenticator({
    ...passkey,
    counter: use.counter,
    backedUp: use.backedUp,
    lastVerifiedAt,
  });
  return true;
}

/** The counter of a synced passkey is always zero. */
function isUncounted(...counters: { counter: number }[]) {
  return counters.every(({ counter }) => counter === 0);
}
