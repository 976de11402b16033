import type { IncomingMessage } from 'node:http';

import { accountMail } from '@/utils/account-mails.server';
import { deleteUser } from '@/utils/authsignal-user.server';
import { changeName, forgetOrigin, noteOrigin, originOf } from '@/utils/change-origin.server';
import { db } from '@/utils/db.server';
import { AppError } from '@/utils/errors';
import { log, nameOf } from '@/utils/log.server';
import { sendFromOutbox, sendWaitingLater } from '@/utils/outbox.server';
import { besideRequest } from '@/utils/request-context.server';

/**
 * Deletes the person, at Authsignal and then here, and mails them a last time. Authsignal comes
 * first: where it is out, nothing has happened, and where this database fails after it, the person
 * is still there to ask again, which finishes it. Throws `account_not_deleted` for both.
 */
export async function deleteAccount(
  req: IncomingMessage,
  user: { id: string; email: string },
): Promise<void> {
  const change = changeName('account_deleted', user.id);
  await noteOrigin(change, req);
  try {
    await deleteUser(user.id);
    await deleteHere(user, change);
  } catch (error) {
    log.error({ event: 'account_not_deleted', error: nameOf(error) });
    besideRequest(() => forgetOrigin(change));
    // The answer of our own database may have been lost, and the account be gone.
    sendWaitingLater();
    throw new AppError('account_not_deleted');
  }
  besideRequest(() => sendFromOutbox(change));
}

/**
 * All of it or nothing, by one statement, which can be given up at any time. Sessions and whatever else
 * belongs to the user go with them.
 */
async function deleteHere(user: { id: string; email: string }, change: string): Promise<void> {
  const now = new Date();
  const origin = await originOf(change);
  const mail = accountMail(user.email, { kind: 'account_deleted', at: now.toISOString(), origin });

  await db().$executeRaw`
    WITH "told" AS (
      INSERT INTO "AccountMail" ("change", "mail", "createdAt", "takenUntil")
      VALUES (${change}, ${JSON.stringify(mail)}::jsonb, ${now}, ${now})
      ON CONFLICT DO NOTHING
    ),
    "links" AS (DELETE FROM "VerificationToken" WHERE "identifier" = ${user.email}),
    "origins" AS (DELETE FROM "ChangeOrigin" WHERE "change" LIKE ${`%:${user.id}`})
    DELETE FROM "User" WHERE "id" = ${user.id}`;
}
