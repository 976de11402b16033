import type { IncomingMessage } from 'node:http';

import type { ChangeKind } from '@/utils/change-mails/change-mail.server';
import { onceAMinute } from '@/utils/data/once-a-minute.server';
import { db } from '@/utils/data/db.server';
import { clientAddress } from '@/utils/base/client-address.server';
import { describeBrowser } from '@/utils/http/describe-browser';

/** Longer than a browser may take to create a passkey. */
const KEEP_MS = 20 * 60_000;
/** How far Authsignal's clock may be behind ours. */
const CLOCK_SKEW_MS = 30_000;

const purge = onceAMinute((now) =>
  db().changeOrigin.deleteMany({ where: { notedAt: { lt: new Date(now - KEEP_MS) } } }),
);

export const changeName = (kind: ChangeKind, userId: string, passkeyId?: string) =>
  [kind, passkeyId, userId].filter(Boolean).join(':');

/** Records from where a change is requested. Call it first, because Authsignal's webhook may overtake us. */
export async function recordRequester(change: string, req: IncomingMessage): Promise<void> {
  const ipAddress = clientAddress(req);
  const origin = { ipAddress, userAgent: req.headers['user-agent'], notedAt: new Date() };
  await purge();
  await db().changeOrigin.upsert({
    where: { change },
    create: { change, ...origin },
    update: origin,
  });
}

/** From where a change of that time was requested, in words; undefined if not on this site. */
export async function requesterOf(change: string, madeAt: Date): Promise<string | undefined> {
  // A younger record belongs to another request.
  const notedAt = { ...isRecent(), lte: new Date(madeAt.getTime() + CLOCK_SKEW_MS) };
  const origin = await db().changeOrigin.findUnique({ where: { change, notedAt } });
  if (!origin) return undefined;
  return [describeBrowser(origin.userAgent), origin.ipAddress].filter(Boolean).join(', ');
}

const isRecent = () => ({ gt: new Date(Date.now() - KEEP_MS) });

/** Whether an account is being deleted: that is requested, and neither done nor failed. */
export async function isBeingDeleted(userId: string): Promise<boolean> {
  const change = changeName('account_deleted', userId);
  return (await db().changeOrigin.count({ where: { change, notedAt: isRecent() } })) > 0;
}

/** Ends that state after a deletion has failed. */
export async function endDeletion(userId: string): Promise<void> {
  const change = changeName('account_deleted', userId);
  await db().changeOrigin.deleteMany({ where: { change } });
}
