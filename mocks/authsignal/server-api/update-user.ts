import { requireSecretKey } from '../access/authorization';
import { changeUser } from '../users/change-user';
import { type Call, operation } from '../http/operation';
import { readBody } from '../http/read-body';
import { attributesSchema } from '../store/records';
import type { Tenant } from '../tenant';

function answer(tenant: Tenant, call: Call<'userId'>) {
  requireSecretKey(call, tenant);
  return changeUser(tenant, call.params.userId, readBody(call, attributesSchema));
}

/**
 * PATCH /users/:userId changes attributes, and returns those that were sent.
 * Source: docs.authsignal.com (update user) and @authsignal/node (UserAttributes, and its tests).
 */
export const updateUser = operation('updateUser', 'PATCH', '/users/:userId', answer);

/** POST /users/:userId does the same for Authsignal's SDKs for Ruby and Java. It is not documented. */
export const updateUserByPost = operation('updateUserByPost', 'POST', '/users/:userId', answer);
