import { randomBytes, randomUUID } from 'node:crypto';

import { refuse } from './errors';
import type { Bearer } from './authorization';
import type { Ceremony } from './records';
import type { Tenant } from './tenant';

export function openCeremony(
  { ceremonies }: Tenant,
  ceremony: Omit<Ceremony, 'challengeId' | 'challenge'>,
): Ceremony {
  const challenge = randomBytes(32).toString('base64url');
  const opened = { ...ceremony, challengeId: randomUUID(), challenge };
  ceremonies.set(opened.challengeId, opened);
  return opened;
}

/**
 * Finds an open ceremony of this kind that the same caller has begun.
 * Inferred: for anything else the error is `invalid_request`.
 */
export function findCeremony(
  { ceremonies }: Tenant,
  challengeId: string,
  kind: Ceremony['kind'],
  caller: Bearer | undefined,
): Ceremony {
  const ceremony = ceremonies.get(challengeId);
  const isFitting =
    ceremony?.kind === kind &&
    ceremony.userId === caller?.userId &&
    (!caller || ceremony.idempotencyKey === caller.action.idempotencyKey);

  if (!isFitting) throw refuse('invalid_request', 'The challenge is unknown, used or expired.');
  return ceremony;
}

/** As findCeremony, and spends the challenge: whatever comes of the answer, there is no second one. */
export function takeCeremony(
  tenant: Tenant,
  challengeId: string,
  kind: Ceremony['kind'],
  caller: Bearer | undefined,
): Ceremony {
  const ceremony = findCeremony(tenant, challengeId, kind, caller);
  tenant.ceremonies.delete(ceremony.challengeId);
  return ceremony;
}
