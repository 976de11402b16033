import type { IncomingMessage } from 'node:http';

import type { Session } from 'next-auth';

import { inBackground } from '@/utils/base/current-request.server';
import { AppError } from '@/utils/base/errors';
import { log, nameOf } from '@/utils/base/log.server';
import { passkeySettings } from '@/utils/base/passkey-settings.server';
import { changeMail } from '@/utils/change-mails/change-mail.server';
import {
  changeName,
  endDeletion,
  recordRequester,
  requesterOf,
} from '@/utils/change-mails/change-origin.server';
import { sendFromOutbox } from '@/utils/change-mails/outbox.server';
import { db, table } from '@/utils/data/db.server';
import { tryOrRetry } from '@/utils/data/retry-in-background.server';
import { deleteUser } from '@/utils/passkey-list/users.server';

/**
 * Deletes the user, at Authsignal and then here, because only a user who is here can ask again to finish it.
 * Sends a last mail. Throws `account_not_deleted` or `service_unavailable`.
 */
export async function deleteAccount(req: IncomingMessage, user: Session['user']): Promise<void> {
  const change = changeName('account_deleted', user.id);
  await recordRequester(change, user.id, req);
  try {
    await deleteUser(user.id, passkeySettings);
    await deleteHere(user, change);
  } catch (error) {
    log.error({ event: 'account_not_deleted', error: nameOf(error) });
    await tryOrRetry(() => endDeletion(user.id)); // guard: deletion-failed
    throw new AppError('account_not_deleted');
  }
  // A database that is restored from a backup has the account again: this says which to delete once more.
  log.info({ event: 'account_deleted', userId: user.id });
  inBackground(() => sendFromOutbox(change));
}

/** Deletes all or nothing, in one statement. The user's other rows go with the user's row. */
async function deleteHere(user: Session['user'], change: string): Promise<void> {
  const now = new Date();
  const origin = await requesterOf(change, user.id, now);
  const mail = changeMail(user.email, { kind: 'account_deleted', at: now.toISOString(), origin });

  await db().$executeRaw`
    WITH "mailed" AS (
      INSERT INTO ${table('AccountMail')} ("change", "mail", "createdAt", "takenUntil")
      VALUES (${change}, ${JSON.stringify(mail)}::jsonb, ${now}, ${now})
      ON CONFLICT DO NOTHING
    ),
    "links" AS (DELETE FROM ${table('VerificationToken')} WHERE "identifier" = ${user.email}),
    "origins" AS (DELETE FROM ${table('ChangeOrigin')} WHERE "userId" = ${user.id})
    DELETE FROM ${table('User')} WHERE "id" = ${user.id}`;
}
