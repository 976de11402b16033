import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { issueResultToken, finishAction } from '../actions/actions';
import { requireEnrollmentRight, requireToken } from '../access/authorization';
import { takeCeremony } from '../actions/ceremonies';
import { refuse } from '../http/errors';
import { toAuthenticatorJson } from '../users/authenticator-json';
import { operation } from '../http/operation';
import { readBody } from '../http/read-body';
import type { Passkey } from '../store/records';
import { verifyRegistration } from '../webauthn/registration';
import { registrationResponseSchema } from '../webauthn/schemas';

const bodySchema = z.object({
  challengeId: z.string(),
  registrationCredential: registrationResponseSchema,
  conditionalCreate: z.boolean().optional(),
});

/**
 * POST /client/user-authenticators/passkey finishes the creation of a passkey.
 * Source: docs.authsignal.com (verify passkey registration), @authsignal/browser (AddAuthenticatorResponse).
 */
export const addPasskey = operation(
  'addPasskey',
  'POST',
  '/client/user-authenticators/passkey',
  async (tenant, call) => {
    const caller = requireToken(call, tenant);
    const body = readBody(call, bodySchema);
    const { registrationCredential, conditionalCreate = false } = body;
    const ceremony = takeCeremony(tenant, body.challengeId, 'registration', caller);
    const result = await verifyRegistration(
      tenant.relyingParty,
      ceremony,
      registrationCredential,
      conditionalCreate,
    );

    // Checked again, because the action may have changed during the verification.
    const bearer = requireToken(call, tenant);
    if (!result.verified) {
      finishAction(tenant, bearer.action, 'CHALLENGE_FAILED');
      return { isVerified: false, failureReason: result.reason };
    }
    requireEnrollmentRight(bearer, tenant);
    if (tenant.store.findPasskey(result.passkey.credentialId)) throw refuse('invalid_credential');

    const { userId, action } = bearer;
    const passkey: Passkey = {
      ...result.passkey,
      verificationMethod: 'PASSKEY',
      userId,
      userAuthenticatorId: randomUUID(),
      createdAt: new Date(tenant.now()).toISOString(),
      username: ceremony.username,
      displayName: ceremony.displayName,
      deviceId: randomUUID(),
      attachment: registrationCredential.authenticatorAttachment,
      userAgent: call.headers.get('user-agent') ?? '',
    };
    tenant.store.saveAuthenticator(passkey);
    finishAction(tenant, action, 'CHALLENGE_SUCCEEDED');
    tenant.webhooks.send('authenticator.created', passkey);

    return {
      isVerified: true,
      accessToken: issueResultToken(tenant, action),
      userAuthenticatorId: passkey.userAuthenticatorId,
      userId,
      userAuthenticator: toAuthenticatorJson(tenant.store, passkey),
    };
  },
);
