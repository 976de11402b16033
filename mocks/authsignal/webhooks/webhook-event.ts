import { randomUUID } from 'node:crypto';

import { describeProvider } from '../users/describe-provider';
import type { Authenticator } from '../store/records';

export type EventType = 'authenticator.created' | 'authenticator.updated' | 'authenticator.deleted';

/** What a webhook tells of an authenticator. `time` is in ISO 8601. */
export function createEvent(
  tenantId: string,
  type: EventType,
  authenticator: Authenticator,
  time: string,
) {
  return {
    version: 1,
    id: randomUUID(),
    source: 'https://authsignal.com',
    time,
    tenantId,
    type,
    data: {
      ...describe(authenticator),
      ...(type === 'authenticator.updated' && { updatedAt: time }),
      ...(type === 'authenticator.deleted' && { deletedAt: time }),
    },
  };
}

function describe(each: Authenticator) {
  const { userId, verificationMethod, userAuthenticatorId, createdAt } = each;
  const facts = { userId, verificationMethod, userAuthenticatorId, createdAt };
  if (each.verificationMethod !== 'PASSKEY') {
    return { ...facts, email: each.email, phoneNumber: each.phoneNumber };
  }
  const { credentialId, aaguid } = each;
  return {
    ...facts,
    credentialId,
    aaguid,
    credentialName: each.name ?? describeProvider(aaguid)?.name,
  };
}
