import { z } from 'zod';

import { db } from '@/utils/data/db.server';
import { AppError } from '@/utils/base/errors';
import { hashToken } from '@/utils/base/nextauth-token-hash.server';
import { tryOrRetry } from '@/utils/data/retry-in-background.server';
import { log, nameOf } from '@/utils/base/log.server';
import { type Mail, sendMail, siteHost } from '@/utils/mail/send-mail.server';
import { onceAMinute } from '@/utils/data/at-most-once-a-minute.server';
import { inBackground } from '@/utils/base/current-request.server';

const MINUTE_MS = 60_000;

/** Longer than a mail server is ever waited for. Who dies meanwhile leaves the mail to the others. */
const TAKEN_MS = MINUTE_MS;
/** How long a mail that could not be sent waits until it is tried again. */
const RETRY_MS = 5 * MINUTE_MS;
/** Far longer than Authsignal repeats that something has changed. */
const KEEP_MS = 7 * 24 * 60 * MINUTE_MS;

const mailSchema = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
});

const purge = onceAMinute((now) =>
  db().accountMail.deleteMany({ where: { createdAt: { lt: new Date(now - KEEP_MS) } } }),
);

/**
 * Takes the mail down, unless there is one for this change already: of all rows for one change the
 * database takes the first. From then on it is not lost.
 */
export async function storeMail(change: string, mail: Mail): Promise<void> {
  await purge();
  await db().accountMail.createMany({
    data: [{ change, mail: { ...mail } }],
    skipDuplicates: true,
  });
}

/**
 * Sends the mail of a change, unless that is done or another process is about to. Throws
 * `service_unavailable` where it could not be sent: it is then tried again.
 */
export async function sendFromOutbox(change: string): Promise<void> {
  try {
    await takeAndSend(change);
  } catch (error) {
    log.error({ event: 'mail_not_sent', error: nameOf(error) });
    sendWaitingLater();
    throw new AppError('service_unavailable');
  }
}

/**
 * A process that dies after the mail server has taken the mail leaves it to be sent a second time,
 * under the same Message-ID, by which mail programs know a copy.
 */
async function takeAndSend(change: string): Promise<void> {
  const now = new Date();
  const [taken] = await db().accountMail.updateManyAndReturn({
    where: { change, sentAt: null, takenUntil: { lte: now } },
    data: { takenUntil: new Date(now.getTime() + TAKEN_MS) },
  });
  if (!taken) return;

  const messageId = `<${hashToken(change)}@${siteHost()}>`;
  const where = { change };
  try {
    await sendMail({ ...mailSchema.parse(taken.mail), messageId });
  } catch (error) {
    await db().accountMail.update({ where, data: { takenUntil: now } }); // guard: release-mail
    throw error;
  }
  await tryOrRetry(() =>
    db().accountMail.update({ where, data: { mail: {}, sentAt: new Date() } }),
  );
}

let timer: NodeJS.Timeout | undefined;

/** Has this process send, in some minutes, what then still waits, also from a process before it. */
export function sendWaitingLater(): void {
  timer ??= setTimeout(() => {
    timer = undefined;
    inBackground(() => sendWaiting().catch(sendWaitingLater));
  }, RETRY_MS).unref();
}

async function sendWaiting(): Promise<void> {
  await purge();
  const waiting = await db().accountMail.findMany({ where: { sentAt: null } });
  for (const { change } of waiting) await sendFromOutbox(change).catch(() => {});
  // Another process may have been about to send one of them.
  if (waiting.length > 0) sendWaitingLater();
}
