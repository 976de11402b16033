import type { Tenant } from '../tenant';

/** Removes an authenticator, and sends the webhook. Returns false if there is none. */
export function removeAuthenticator({ store, webhooks }: Tenant, userId: string, id: string) {
  const removed = store.deleteAuthenticator(userId, id);
  if (removed) webhooks.send('authenticator.deleted', removed);
  return removed !== undefined;
}
