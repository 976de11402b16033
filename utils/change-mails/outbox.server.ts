import { timeLeft } from '@/utils/base/current-request.server';
import { AppError } from '@/utils/base/errors';
import { log, nameOf } from '@/utils/base/log.server';
import type { ChangeKind } from '@/utils/change-mails/change-mail.server';
import { hashToken } from '@/utils/base/nextauth-token-hash.server';
import { db } from '@/utils/data/db.server';
import { createPurge } from '@/utils/data/purge.server';
import { tryOrRetry } from '@/utils/data/retry-in-background.server';
import { type Mail, mailSchema, sendMail, siteHost } from '@/utils/mail/send-mail.server';

/** Longer than sending takes. If a process dies meanwhile, another one sends the mail. */
const LEASE_MS = 60_000;
/** Longer than Authsignal repeats a webhook. */
const KEEP_MS = 7 * 24 * 60 * 60_000;

const purge = createPurge('AccountMail', 'createdAt', KEEP_MS);

/** Runs `work`, which is to store a mail of this kind. If it fails, that is logged. Never throws. */
export const orLog = (kind: ChangeKind, work: () => Promise<void>): Promise<void> =>
  work().catch((error: unknown) =>
    log.error({ event: 'change_mail_lost', kind, error: nameOf(error) }),
  );

/** Stores the mail, unless one for this change exists: the primary key decides. */
export async function storeMail(change: string, mail: Mail): Promise<void> {
  await purge();
  await db().accountMail.createMany({ data: [{ change, mail }], skipDuplicates: true });
}

/** Sends the mail of a change, unless that is done or under way. Throws `service_unavailable`; a retry follows. */
export async function sendFromOutbox(change: string): Promise<void> {
  try {
    await leaseAndSend(change);
  } catch (error) {
    log.error({ event: 'mail_not_sent', error: nameOf(error) });
    throw new AppError('service_unavailable');
  }
}

async function leaseAndSend(change: string): Promise<void> {
  const now = Date.now();
  const [leased] = await db().accountMail.updateManyAndReturn({
    where: { change, sentAt: null, takenUntil: { lte: new Date(now) } },
    data: { takenUntil: new Date(now + LEASE_MS) },
  });
  if (!leased) return;

  const where = { change };
  // If the process dies before it sets `sentAt`, the mail leaves twice, and mail programs see the same id.
  const messageId = `<${hashToken(change)}@${siteHost()}>`;
  try {
    await sendMail('change', { ...mailSchema.parse(leased.mail), messageId });
  } catch (error) {
    await db().accountMail.update({ where, data: { takenUntil: new Date() } }); // guard: release-mail
    throw error;
  }
  const sent = { mail: {}, sentAt: new Date() };
  await tryOrRetry(() => db().accountMail.update({ where, data: sent }));
}

/** In ms. What the request of a schedule leaves unsent, its next one sends. */
const LEAST_TIME_MS = 3_000;

/** Sends all unsent mails, the oldest first, also those of a process that has ended. Throws if the database is out. */
export async function sendUnsent(): Promise<void> {
  await purge();
  const unsent = await db().accountMail.findMany({
    where: { sentAt: null },
    select: { change: true },
    orderBy: { createdAt: 'asc' },
  });
  for (const { change } of unsent) {
    if (timeLeft() < LEAST_TIME_MS) return;
    await sendFromOutbox(change).catch(() => {});
  }
}
