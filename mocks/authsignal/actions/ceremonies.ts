import { randomBytes, randomUUID } from 'node:crypto';

import type { Bearer } from '../access/authorization';
import { refuse } from '../http/errors';
import type { Ceremony } from '../store/records';
import type { Tenant } from '../tenant';

/** Starts a ceremony with a new challenge. */
export function openCeremony(
  { store, now }: Tenant,
  ceremony: Omit<Ceremony, 'challengeId' | 'challenge' | 'openedAt'>,
): Ceremony {
  const challenge = randomBytes(32).toString('base64url');
  const opened = { ...ceremony, challengeId: randomUUID(), challenge, openedAt: now() };
  store.saveCeremony(opened);
  return opened;
}

/** Finds an open ceremony of this kind that the same caller has started. */
export function findCeremony(
  { store }: Tenant,
  challengeId: string,
  kind: Ceremony['kind'],
  caller: Bearer | undefined,
): Ceremony {
  const ceremony = store.findCeremony(challengeId);
  const isMatch =
    ceremony?.kind === kind &&
    ceremony.userId === caller?.userId &&
    (!caller || ceremony.idempotencyKey === caller.action.idempotencyKey);

  if (!isMatch) throw refuse('invalid_request', 'The challenge is unknown, used or expired.');
  return ceremony;
}

/** Like findCeremony, and ends the ceremony, so that its challenge is answered only once. */
export function takeCeremony(
  tenant: Tenant,
  challengeId: string,
  kind: Ceremony['kind'],
  caller: Bearer | undefined,
): Ceremony {
  const ceremony = findCeremony(tenant, challengeId, kind, caller);
  tenant.store.endCeremony(ceremony.challengeId);
  return ceremony;
}
