import { requireSecretKey } from '../authorization';
import { operation } from '../operation';
import { readBody } from '../read-body';
import { attributesSchema } from '../store/records';

/**
 * PATCH /users/:userId changes attributes, and returns those that were sent.
 * Source: docs.authsignal.com (update user) and @authsignal/node (UserAttributes, and its tests).
 */
export const updateUser = operation('updateUser', 'PATCH', '/users/:userId', (tenant, call) => {
  requireSecretKey(call, tenant);
  const attributes = readBody(call, attributesSchema);
  tenant.store.saveUser(call.params.userId, attributes);
  return attributes;
});
