import type { IncomingMessage } from 'node:http';

import { ANSWER_DUE_MS, inBackground } from '@/utils/base/current-request.server';
import { AppError } from '@/utils/base/errors';
import { log, nameOf } from '@/utils/base/log.server';
import { changeMail } from '@/utils/change-mails/change-mail.server';
import {
  changeName,
  endDeletion,
  recordRequester,
  requesterOf,
} from '@/utils/change-mails/change-origin.server';
import { sendFromOutbox, sendWaitingLater } from '@/utils/change-mails/outbox.server';
import { db, table } from '@/utils/data/db.server';
import { retryInBackground, tryOrRetry } from '@/utils/data/retry-in-background.server';
import { deleteUser } from '@/utils/passkey-list/users.server';

/**
 * When to delete the user at Authsignal once more, in ms: an enrolment that began before the deletion may
 * have created the user there again, and has ended by then.
 */
const SWEEP_AFTER_MS = [ANSWER_DUE_MS + 1_000, 60_000, 300_000];

/**
 * Deletes the user, at Authsignal and then here, and sends a last mail. Authsignal comes first: if it is
 * out, nothing has happened, and if this database fails after it, the user is still there to ask again,
 * which finishes it. Throws `account_not_deleted` for both, and `service_unavailable` if not even the
 * request could be recorded.
 */
export async function deleteAccount(
  req: IncomingMessage,
  user: { id: string; email: string },
): Promise<void> {
  const change = changeName('account_deleted', user.id);
  await recordRequester(change, req);
  try {
    await deleteUser(user.id);
    await deleteHere(user, change);
  } catch (error) {
    log.error({ event: 'account_not_deleted', error: nameOf(error) });
    await tryOrRetry(() => endDeletion(user.id)); // guard: deletion-failed
    // Only the answer of our own database may have been lost. Then the mail waits in the outbox.
    sendWaitingLater();
    throw new AppError('account_not_deleted');
  }
  inBackground(() => sendFromOutbox(change));
  retryInBackground(() => deleteUser(user.id), SWEEP_AFTER_MS); // guard: sweep-after-deletion
}

/**
 * All of it or nothing, in one statement, so that a failure leaves nothing half done. Sessions and all else
 * that belongs to the user go with the row.
 */
async function deleteHere(user: { id: string; email: string }, change: string): Promise<void> {
  const now = new Date();
  const origin = await requesterOf(change, now);
  const mail = changeMail(user.email, { kind: 'account_deleted', at: now.toISOString(), origin });

  await db().$executeRaw`
    WITH "told" AS (
      INSERT INTO ${table('AccountMail')} ("change", "mail", "createdAt", "takenUntil")
      VALUES (${change}, ${JSON.stringify(mail)}::jsonb, ${now}, ${now})
      ON CONFLICT DO NOTHING
    ),
    "links" AS (DELETE FROM ${table('VerificationToken')} WHERE "identifier" = ${user.email}),
    "origins" AS (DELETE FROM ${table('ChangeOrigin')} WHERE "change" LIKE ${`%:${user.id}`})
    DELETE FROM ${table('User')} WHERE "id" = ${user.id}`;
}
