import { http, HttpResponse } from 'msw';
import { z } from 'zod';

import { issueResultToken, openAction, settleAction } from '../actions';
import { takeCeremony } from '../ceremonies';
import { refuse } from '../errors';
import { requireTenantIdOrToken } from '../authorization';
import { readBody } from '../read-body';
import type { Tenant } from '../tenant';
import { verifyAuthentication } from '../webauthn';
import { authenticationResponseSchema } from '../webauthn-schemas';

const bodySchema = z.object({
  challengeId: z.string(),
  authenticationCredential: authenticationResponseSchema,
});

type Use = { counter: number; backedUp: boolean };

/**
 * POST /client/verify/passkey ends a sign-in. Learned from docs.authsignal.com (verify passkey) and
 * @authsignal/browser (VerifyResponse; `unknown_credential` from its later versions).
 * Inferred: a ceremony that fails is 200 with `isVerified: false`, and fails the action; a passkey of
 * somebody else than the token's is `invalid_credential`.
 */
export function verifyPasskey(tenant: Tenant) {
  const { store, relyingParty } = tenant;

  return http.post(`${tenant.baseUrl}/client/verify/passkey`, async ({ request }) => {
    const caller = requireTenantIdOrToken(request, tenant);
    const { challengeId, authenticationCredential } = await readBody(request, bodySchema);
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
    const action = openAction(tenant, key, 'CHALLENGE_REQUIRED');

    if (!result.verified || !recordUse(tenant, passkey.credentialId, result)) {
      settleAction(tenant, action, 'CHALLENGE_FAILED');
      const failureReason = result.verified ? 'The passkey was used elsewhere.' : result.reason;
      return HttpResponse.json({ isVerified: false, failureReason });
    }
    settleAction(tenant, action, 'CHALLENGE_SUCCEEDED', userAuthenticatorId);

    return HttpResponse.json({
      isVerified: true,
      accessToken: issueResultToken(tenant, action),
      userId,
      userAuthenticatorId,
      username,
      userDisplayName: displayName,
    });
  });
}

/** Looks again: the passkey may have been removed, or used, while this signature was checked. */
function recordUse({ store, now }: Tenant, credentialId: string, use: Use) {
  const passkey = store.findPasskey(credentialId);
  if (!passkey || (use.counter <= passkey.counter && !isUncounted(use, passkey))) return false;

  const lastVerifiedAt = new Date(now()).toISOString();
  store.savePasskey({ ...passkey, counter: use.counter, backedUp: use.backedUp, lastVerifiedAt });
  return true;
}

/** A passkey that several devices share stays at zero for ever. */
function isUncounted(...counters: { counter: number }[]) {
  return counters.every(({ counter }) => counter === 0);
}
