import { z } from 'zod';

import { requireEnrollmentRight, requireToken } from '../access/authorization';
import { openCeremony } from '../actions/ceremonies';
import { operation } from '../http/operation';
import { readBody } from '../http/read-body';
import { attachmentSchema } from '../store/records';
import { registrationOptions as createOptions } from '../webauthn/options';

const bodySchema = z.object({
  username: z.string().max(256).optional(),
  displayName: z.string().max(256).optional(),
  authenticatorAttachment: attachmentSchema.nullish(),
});

/**
 * POST /client/user-authenticators/passkey/registration-options (and /web, which sets no cookie here)
 * starts the creation of a passkey.
 * Source: docs.authsignal.com (passkey registration options), @authsignal/browser (passkey-api-client).
 */
export const registrationOptions = operation(
  'registrationOptions',
  'POST',
  '/client/user-authenticators/passkey/registration-options/:web{web}?',
  async (tenant, call) => {
    const bearer = requireToken(call, tenant);
    requireEnrollmentRight(bearer, tenant);
    const body = readBody(call, bodySchema);

    const { userId, action } = bearer;
    const user = tenant.store.saveUser(userId, {});
    const username = body.username ?? user.username ?? user.email ?? userId;
    const ceremony = openCeremony(tenant, {
      kind: 'registration',
      userId,
      actionCode: action.actionCode,
      idempotencyKey: action.idempotencyKey,
      username,
      displayName: body.displayName ?? user.displayName ?? username,
    });

    const known = tenant.store.listPasskeys(userId);
    const attachment = body.authenticatorAttachment ?? undefined;
    const options = await createOptions(tenant.relyingParty, ceremony, user, known, attachment);
    return { challengeId: ceremony.challengeId, options };
  },
);
