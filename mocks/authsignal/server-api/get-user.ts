import type { GetUserResponse } from '@authsignal/node';
import { http, HttpResponse } from 'msw';

import { requireSecretKey } from '../authorization';
import { attributesSchema } from '../records';
import type { Tenant, Wire } from '../tenant';

/**
 * GET /users/:userId returns a user's attributes. An unknown user is not enrolled.
 * Source: docs.authsignal.com (get user), @authsignal/node (GetUserResponse) and its tests.
 */
export function getUser(tenant: Tenant) {
  return http.get<{ userId: string }>(
    `${tenant.baseUrl}/users/:userId`,
    ({ request, params: { userId } }) => {
      requireSecretKey(request, tenant);
      const isEnrolled = tenant.store.listPasskeys(userId).length > 0;

      return HttpResponse.json<Wire<GetUserResponse>>({
        emailVerified: false,
        phoneNumberVerified: false,
        ...attributesSchema.parse(tenant.store.findUser(userId) ?? {}),
        isEnrolled,
        enrolledVerificationMethods: isEnrolled ? ['PASSKEY'] : [],
        allowedVerificationMethods: ['PASSKEY'],
      });
    },
  );
}
