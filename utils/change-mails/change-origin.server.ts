import type { IncomingMessage } from 'node:http';

import type { ChangeKind } from '@/utils/change-mails/change-mail.server';
import { db } from '@/utils/data/db.server';
import { createPurge } from '@/utils/data/purge.server';
import { clientAddress } from '@/utils/base/client-address.server';
import { describeBrowser } from '@/utils/http/describe-browser';

/** Longer than a browser may take to create a passkey, and a user's deletion to be done. */
const OPEN_MS = 20 * 60_000;
/** Within an hour of a change, all requests that may have led to it are known. */
const KNOWN_MS = 60 * 60_000;
/** How far Authsignal's clock may be behind ours. */
const CLOCK_SKEW_MS = 30_000;
/** So many places stand in a mail. */
const MAX_PLACES = 5;

const purge = createPurge('ChangeOrigin', 'notedAt', KNOWN_MS + OPEN_MS);

export const changeName = (kind: ChangeKind, userId: string, passkeyId?: string) =>
  [kind, passkeyId, userId].filter(Boolean).join(':');

const requestsFor = (change: string, userId: string) => ({
  userId,
  change: { startsWith: `${change}:` },
});

/** Records from where a change is requested. Call it first, because Authsignal's webhook may overtake us. */
export async function recordRequester(
  change: string,
  userId: string,
  req: IncomingMessage,
): Promise<void> {
  await purge();
  await db().changeOrigin.create({
    data: {
      change: `${change}:${crypto.randomUUID()}`,
      userId,
      ipAddress: clientAddress(req),
      userAgent: req.headers['user-agent'],
      notedAt: new Date(),
    },
  });
}

/**
 * From where a change of that time was requested, in words; undefined if not on this site. If several requests
 * may have led to it, it names them all, the newest first: one may be a thief's.
 */
export async function requesterOf(
  change: string,
  userId: string,
  madeAt: Date,
): Promise<string | undefined> {
  const isForgotten = Date.now() - madeAt.getTime() > KNOWN_MS;
  if (isForgotten) return 'a place that is not known any more'; // guard: known-requests
  const notedAt = {
    gt: new Date(madeAt.getTime() - OPEN_MS),
    // A younger request is for another change.
    lte: new Date(madeAt.getTime() + CLOCK_SKEW_MS),
  };
  const requests = await db().changeOrigin.findMany({
    where: { ...requestsFor(change, userId), notedAt },
    orderBy: { notedAt: 'desc' },
  });
  const places = [...new Set(requests.map(inWords))];
  const rest = places.length > MAX_PLACES ? ['other places'] : [];
  return [...places.slice(0, MAX_PLACES), ...rest].join(', or ') || undefined;
}

const inWords = ({ userAgent, ipAddress }: Record<'userAgent' | 'ipAddress', string | null>) =>
  [describeBrowser(userAgent), ipAddress].filter(Boolean).join(', ');

/** From where a request comes, such as "Chrome on macOS, 192.0.2.1". */
export const placeOf = (req: IncomingMessage): string =>
  inWords({ userAgent: req.headers['user-agent'] ?? null, ipAddress: clientAddress(req) ?? null });

const deletions = (userId: string) => requestsFor(changeName('account_deleted', userId), userId);

/** Whether an account is being deleted: that is requested, and neither done nor failed. */
export async function isBeingDeleted(userId: string): Promise<boolean> {
  const notedAt = { gt: new Date(Date.now() - OPEN_MS) };
  return (await db().changeOrigin.count({ where: { ...deletions(userId), notedAt } })) > 0;
}

/** Ends that state after a deletion has failed. */
export async function endDeletion(userId: string): Promise<void> {
  await db().changeOrigin.deleteMany({ where: deletions(userId) });
}
