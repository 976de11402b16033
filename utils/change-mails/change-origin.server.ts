import type { IncomingMessage } from 'node:http';

import type { ChangeKind } from '@/utils/change-mails/change-mail.server';
import { onceAMinute } from '@/utils/data/at-most-once-a-minute.server';
import { db } from '@/utils/data/db.server';
import { clientAddress } from '@/utils/http/client-address.server';
import { describeBrowser } from '@/utils/http/describe-browser';

/** Longer than the token lives with which a browser creates a passkey. */
const KEEP_MS = 20 * 60_000;

/** How far Authsignal's clock may be behind ours. */
const CLOCK_SKEW_MS = 30_000;

const purge = onceAMinute((now) =>
  db().changeOrigin.deleteMany({ where: { notedAt: { lt: new Date(now - KEEP_MS) } } }),
);

/** Names a change to a user's account or, by its id, to one of the user's passkeys. */
export const changeName = (kind: ChangeKind, userId: string, passkeyId?: string) =>
  [kind, passkeyId, userId].filter(Boolean).join(':');

/**
 * Records from where a change is requested, for its mail. Call it before Authsignal is asked for the change,
 * because Authsignal's webhook, which does not know the browser, may arrive before the answer.
 */
export async function recordRequester(change: string, req: IncomingMessage): Promise<void> {
  const origin = {
    ipAddress: clientAddress(req),
    userAgent: req.headers['user-agent'],
    notedAt: new Date(),
  };
  await purge();
  await db().changeOrigin.upsert({
    where: { change },
    create: { change, ...origin },
    update: origin,
  });
}

/**
 * From where this change was requested, in words; undefined if not on this site. A note that is younger
 * than the change, made at `madeAt`, belongs to another one.
 */
export async function requesterOf(change: string, madeAt: Date): Promise<string | undefined> {
  const notedAt = {
    gt: new Date(Date.now() - KEEP_MS),
    lte: new Date(madeAt.getTime() + CLOCK_SKEW_MS),
  };
  const origin = await db().changeOrigin.findUnique({ where: { change, notedAt } });
  if (!origin) return undefined;
  return [describeBrowser(origin.userAgent), origin.ipAddress].filter(Boolean).join(', ');
}

const deletionOf = (userId: string) => ({ change: changeName('account_deleted', userId) });

/** Whether an account is being deleted: its request is recorded, and neither done nor failed. */
export async function isBeingDeleted(userId: string): Promise<boolean> {
  const notedAt = { gt: new Date(Date.now() - KEEP_MS) };
  return (await db().changeOrigin.count({ where: { ...deletionOf(userId), notedAt } })) > 0;
}

/** Ends that state after a deletion has failed. */
export async function endDeletion(userId: string): Promise<void> {
  await db().changeOrigin.deleteMany({ where: deletionOf(userId) });
}
