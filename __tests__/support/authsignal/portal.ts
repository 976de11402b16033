import { Authsignal } from '@authsignal/node';

import type { Person } from '../user/person';
import type { TestApp } from '../app/test-app';
import { userIdOf } from './webhooks';

/** Removes the person's newest passkey as somebody with the Portal does, or with the tenant's key. */
export async function removeInPortal(app: TestApp, person: Person) {
  const portal = new Authsignal({
    apiUrl: app.tenant.baseUrl,
    apiSecretKey: app.secretKey,
    retries: 0,
  });
  const [{ id } = { id: '' }] = await person.passkeys();
  await portal.deleteAuthenticator({ userId: await userIdOf(person), userAuthenticatorId: id });
}
