import type { z } from 'zod';

import type { attributesSchema, Authenticator } from '../store/records';
import type { Tenant } from '../tenant';

type Attributes = z.infer<typeof attributesSchema>;

/** Changes attributes of a user, and returns those that were sent. */
export function changeUser(tenant: Tenant, userId: string, attributes: Attributes) {
  tenant.store.saveUser(userId, attributes);
  for (const each of tenant.store.listAuthenticators(userId)) {
    const changed = withVerified(each, attributes);
    if (changed === each) continue;
    tenant.store.saveAuthenticator(changed);
    tenant.webhooks.send('authenticator.updated', changed);
  }
  return { userId, ...attributes };
}

/** Documented (update user): a verified address or number becomes that of the user's authenticators. */
function withVerified(each: Authenticator, attributes: Attributes): Authenticator {
  const { email, emailVerified, phoneNumber, phoneNumberVerified } = attributes;
  switch (each.verificationMethod) {
    case 'EMAIL_OTP':
    case 'EMAIL_MAGIC_LINK':
      return emailVerified && email && email !== each.email ? { ...each, email } : each;
    case 'SMS':
    case 'WHATSAPP':
      return phoneNumberVerified && phoneNumber && phoneNumber !== each.phoneNumber
        ? { ...each, phoneNumber }
        : each;
    default:
      return each;
  }
}
