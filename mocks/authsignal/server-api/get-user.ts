import type { GetUserResponse } from '@authsignal/node';

import { requireSecretKey } from '../access/authorization';
import { describeEnrollment } from '../users/enrollment';
import { operation } from '../http/operation';
import { attributesSchema } from '../store/records';
import type { Wire } from '../http/wire';

/**
 * GET /users/:userId returns a user's attributes. An unknown user is not enrolled.
 * Source: docs.authsignal.com (get user), @authsignal/node (GetUserResponse) and its tests.
 */
export const getUser = operation('getUser', 'GET', '/users/:userId', (tenant, call) => {
  requireSecretKey(call, tenant);
  const { userId } = call.params;
  return {
    emailVerified: false,
    phoneNumberVerified: false,
    ...attributesSchema.parse(tenant.store.findUser(userId) ?? {}),
    ...describeEnrollment(tenant.store, userId),
  } satisfies Omit<Wire<GetUserResponse>, 'custom'>;
});
