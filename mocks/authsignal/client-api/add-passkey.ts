import { randomUUID } from 'node:crypto';

import { http, HttpResponse } from 'msw';
import { z } from 'zod';

import { issueResultToken, finishAction } from '../actions';
import { requireEnrollmentRight, requireToken } from '../authorization';
import { takeCeremony } from '../ceremonies';
import { refuse } from '../errors';
import { toPasskeyJson } from '../passkey-json';
import { readBody } from '../read-body';
import type { Tenant } from '../tenant';
import { verifyRegistration } from '../webauthn';
import { registrationResponseSchema } from '../webauthn-schemas';

const bodySchema = z.object({
  challengeId: z.string(),
  registrationCredential: registrationResponseSchema,
  conditionalCreate: z.boolean().optional(),
});

/**
 * POST /client/user-authenticators/passkey finishes the creation of a passkey.
 * Source: docs.authsignal.com (verify passkey registration), @authsignal/browser (AddAuthenticatorResponse).
 * Inferred: a failed ceremony is answered with 200 and `isVerified: false`, and the action fails. For a
 * known credential id the error is `invalid_credential`.
 */
export function addPasskey(tenant: Tenant) {
  return http.post(`${tenant.baseUrl}/client/user-authenticators/passkey`, async ({ request }) => {
    const caller = requireToken(request, tenant);
    const {
      challengeId,
      registrationCredential,
      conditionalCreate = false,
    } = await readBody(request, bodySchema);
    const ceremony = takeCeremony(tenant, challengeId, 'registration', caller);
    const result = await verifyRegistration(
      tenant.relyingParty,
      ceremony,
      registrationCredential,
      conditionalCreate,
    );

    // Checked again, because the action may have changed during the verification.
    const bearer = requireToken(request, tenant);
    if (!result.verified) {
      finishAction(tenant, bearer.action, 'CHALLENGE_FAILED');
      return HttpResponse.json({ isVerified: false, failureReason: result.reason });
    }
    requireEnrollmentRight(bearer, tenant);
    if (tenant.store.findPasskey(result.passkey.credentialId)) throw refuse('invalid_credential');

    const { userId, action } = bearer;
    const passkey = {
      ...result.passkey,
      userId,
      userAuthenticatorId: randomUUID(),
      createdAt: new Date(tenant.now()).toISOString(),
      username: ceremony.username,
      displayName: ceremony.displayName,
      deviceId: randomUUID(),
      attachment: registrationCredential.authenticatorAttachment,
      userAgent: request.headers.get('user-agent') ?? '',
    };
    const position = tenant.store.listPasskeys(userId).length;
    tenant.store.savePasskey(passkey);
    finishAction(tenant, action, 'CHALLENGE_SUCCEEDED');
    tenant.webhooks.send('authenticator.created', passkey);

    return HttpResponse.json({
      isVerified: true,
      accessToken: issueResultToken(tenant, action),
      userAuthenticatorId: passkey.userAuthenticatorId,
      userId,
      userAuthenticator: toPasskeyJson(passkey, position),
    });
  });
}
