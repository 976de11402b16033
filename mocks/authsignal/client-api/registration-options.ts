import { http, HttpResponse } from 'msw';
import { z } from 'zod';

import { openCeremony } from '../ceremonies';
import { requireEnrollmentRight, requireToken } from '../authorization';
import { attachmentSchema } from '../records';
import { readBody } from '../read-body';
import type { Tenant } from '../tenant';
import { registrationOptions as createOptions } from '../webauthn';

const bodySchema = z.object({
  username: z.string().max(256).optional(),
  displayName: z.string().max(256).optional(),
  authenticatorAttachment: attachmentSchema.nullish(),
});

/**
 * POST /client/user-authenticators/passkey/registration-options starts the creation of a passkey; the
 * variant /web, for sign-ins kept in cookies, is the same here. Learned from docs.authsignal.com
 * (passkey registration options) and @authsignal/browser (passkey-api-client).
 * Inferred: the options beyond those that the mobile SDKs read, and where missing names come from.
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
