import { randomBytes, randomUUID } from 'node:crypto';

import type { Bearer } from './authorization';
import { refuse } from './errors';
import type { Ceremony } from './records';
import type { Tenant } from './tenant';

/** Starts a ceremony with a new challenge. */
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
 * Finds an open ceremony of this kind that the same caller has started.
 * Inferred: if there is none, the error is `invalid_request`.
 */
export function findCeremony(
  { ceremonies }: Tenant,
  challengeId: string,
  kind: Ceremony['kind'],
  caller: Bearer | undefined,
): Ceremony {
  const ceremony = ceremonies.get(challengeId);
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
  tenant.ceremonies.delete(ceremony.challengeId);
  return ceremony;
}
