import { http, HttpResponse } from 'msw';
import { z } from 'zod';

import { requireEnrollmentRight, requireToken } from '../authorization';
import { openCeremony } from '../ceremonies';
import { readBody } from '../read-body';
import { attachmentSchema } from '../records';
import type { Tenant } from '../tenant';
import { registrationOptions as createOptions } from '../webauthn';

const bodySchema = z.object({
  username: z.string().max(256).optional(),
  displayName: z.string().max(256).optional(),
  authenticatorAttachment: attachmentSchema.nullish(),
});

/**
 * POST /client/user-authenticators/passkey/registration-options (and /web, which sets no cookie here)
 * starts the creation of a passkey.
 * Source: docs.authsignal.com (passkey registration options), @authsignal/browser (passkey-api-client).
 * Inferred: the options that the mobile SDKs do not read, and the defaults of the names.
 */
export function registrationOptions(tenant: Tenant) {
  return http.post(
    `${tenant.baseUrl}/client/user-authenticators/passkey/registration-options{/web}?`,
    async ({ request }) => {
      const bearer = requireToken(request, tenant);
      requireEnrollmentRight(bearer, tenant);
      const body = await readBody(request, bodySchema);

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
      return HttpResponse.json({ challengeId: ceremony.challengeId, options });
    },
  );
}
