import type { IncomingMessage } from 'node:http';

import type { ChangeKind } from '@/utils/account-mails.server';
import { clientAddress } from '@/utils/client-address.server';
import { db } from '@/utils/db.server';
import { describeBrowser } from '@/utils/describe-browser';
import { AppError } from '@/utils/errors';
import { onceAMinute } from '@/utils/once-a-minute.server';

/** Longer than the token lives with which a browser creates a passkey. */
const KEEP_MS = 20 * 60_000;

const purge = onceAMinute((now) =>
  db().changeOrigin.deleteMany({ where: { notedAt: { lt: new Date(now - KEEP_MS) } } }),
);

/** Names a change, by the id of the passkey or, where there is none, of the person. */
export const changeName = (kind: ChangeKind, id: string) => `${kind}:${id}`;

/**
 * Notes from where a change is asked for. This comes before Authsignal is asked for it, because its
 * webhook, which does not know, may be here before its answer. Throws `service_unavailable`.
 */
export async function noteOrigin(change: string, req: IncomingMessage): Promise<void> {
  const origin = {
    ipAddress: clientAddress(req),
    userAgent: req.headers['user-agent'],
    notedAt: new Date(),
  };
  try {
    await purge();
    await db().changeOrigin.upsert({
      where: { change },
      create: { change, ...origin },
      update: origin,
    });
  } catch {
    throw new AppError('service_unavailable');
  }
}

/** Forgets what was noted of a change that has come to nothing. */
export async function forgetOrigin(change: string): Promise<void> {
  await db().changeOrigin.deleteMany({ where: { change } });
}

/** From where this change was asked for lately, in words; undefined where that was not here. */
export async function originOf(change: string): Promise<string | undefined> {
  const notedAt = { gt: new Date(Date.now() - KEEP_MS) };
  const origin = await db().changeOrigin.findUnique({ where: { change, notedAt } });
  if (!origin) return undefined;
  return [describeBrowser(origin.userAgent), origin.ipAddress].filter(Boolean).join(', ');
}
