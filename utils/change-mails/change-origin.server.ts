import type { IncomingMessage } from 'node:http';

import type { ChangeKind } from '@/utils/change-mails/change-mail.server';
import { clientAddress } from '@/utils/http/client-address.server';
import { db } from '@/utils/data/db.server';
import { describeBrowser } from '@/utils/http/describe-browser';
import { AppError } from '@/utils/base/errors';
import { insist } from '@/utils/data/retry-in-background.server';
import { onceAMinute } from '@/utils/data/at-most-once-a-minute.server';
import { SURELY_OVER_MS } from '@/utils/data/query-deadline.server';

/** Longer than the token lives with which a browser creates a passkey. */
const KEEP_MS = 20 * 60_000;

/** By how much Authsignal's clock may be behind ours. */
const CLOCKS_DIFFER_MS = 30_000;

const purge = onceAMinute((now) =>
  db().changeOrigin.deleteMany({ where: { notedAt: { lt: new Date(now - KEEP_MS) } } }),
);

/** Names a change to the person's account or, by its id, to one of their passkeys. */
export const changeName = (kind: ChangeKind, userId: string, passkeyId?: string) =>
  [kind, passkeyId, userId].filter(Boolean).join(':');

/**
 * Notes from where a change is asked for. This comes before Authsignal is asked for it, because its
 * webhook, which does not know, may be here before its answer. Returns the time of the note. Throws
 * `service_unavailable`, and the note goes again.
 */
export async function noteOrigin(change: string, req: IncomingMessage): Promise<Date> {
  const notedAt = new Date();
  const origin = {
    ipAddress: clientAddress(req),
    userAgent: req.headers['user-agent'],
    notedAt,
  };
  try {
    await purge();
    await db().changeOrigin.upsert({
      where: { change },
      create: { change, ...origin },
      update: origin,
    });
    return notedAt;
  } catch {
    insist(() => forgetOrigin(change, notedAt), SURELY_OVER_MS);
    throw new AppError('service_unavailable');
  }
}

/** Forgets what was noted then of a change that has come to nothing, and not what was noted since. */
export async function forgetOrigin(change: string, notedAt: Date): Promise<void> {
  await db().changeOrigin.deleteMany({ where: { change, notedAt } });
}

/**
 * From where this change was asked for lately, in words; undefined where that was not here. A note that
 * was taken after the change, at the time `madeAt` if that is known, is of another one.
 */
export async function originOf(change: string, madeAt = new Date()): Promise<string | undefined> {
  const notedAt = {
    gt: new Date(Date.now() - KEEP_MS),
    lte: new Date(madeAt.getTime() + CLOCKS_DIFFER_MS),
  };
  const origin = await db().changeOrigin.findUnique({ where: { change, notedAt } });
  if (!origin) return undefined;
  return [describeBrowser(origin.userAgent), origin.ipAddress].filter(Boolean).join(', ');
}
