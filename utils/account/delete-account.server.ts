import type { IncomingMessage } from 'node:http';

import { accountMail } from '@/utils/change-mails/change-mail.server';
import { deleteUser } from '@/utils/passkey-list/users.server';
import {
  changeName,
  forgetOrigin,
  noteOrigin,
  originOf,
} from '@/utils/change-mails/change-origin.server';
import { db, table } from '@/utils/data/db.server';
import { AppError } from '@/utils/base/errors';
import { insist } from '@/utils/data/retry-in-background.server';
import { log, nameOf } from '@/utils/base/log.server';
import { sendFromOutbox, sendWaitingLater } from '@/utils/change-mails/outbox.server';
import { SURELY_OVER_MS } from '@/utils/data/query-deadline.server';
import { ANSWER_DUE_MS, besideRequest } from '@/utils/base/current-request.server';

/** After so many ms a deletion that was under way has been answered, and its last query is over. */
const DECIDED_MS = ANSWER_DUE_MS + SURELY_OVER_MS;

/**
 * Deletes the person, at Authsignal and then here, and mails them a last time. Authsignal comes
 * first: where it is out, nothing has happened, and where this database fails after it, the person
 * is still there to ask again, which finishes it. Throws `account_not_deleted` for both, and
 * `service_unavailable` where not even the beginning could be noted.
 */
export async function deleteAccount(
  req: IncomingMessage,
  user: { id: string; email: string },
): Promise<void> {
  const change = changeName('account_deleted', user.id);
  const notedAt = await noteOrigin(change, req);
  try {
    await deleteUser(user.id);
    await deleteHere(user, change);
  } catch (error) {
    log.error({ event: 'account_not_deleted', error: nameOf(error) });
    // For as long as it stands, the webhook is told to come again, and nobody begins an enrolment: the
    // deletion may still be on its way.
    insist(() => forgetOrigin(change, notedAt), SURELY_OVER_MS);
    // The answer of our own database may have been lost, and the account be gone.
    sendWaitingLater();
    throw new AppError('account_not_deleted');
  }
  besideRequest(() => sendFromOutbox(change));
}

/**
 * To be called after Authsignal was told of the person. Throws `service_unavailable` where the account
 * has gone, or is about to, or nobody knows: Authsignal may have heard of them anew, and is made to
 * forget that.
 */
export async function requireAccount(id: string): Promise<void> {
  if (await stays(id).catch(() => false)) return;
  insist(() => forgetDeleted(id), DECIDED_MS);
  throw new AppError('service_unavailable');
}

/** In this order: a deletion is noted before Authsignal is asked for it, until the user is gone. */
async function stays(id: string): Promise<boolean> {
  const isGoing = (await originOf(changeName('account_deleted', id))) !== undefined;
  return !isGoing && (await db().user.count({ where: { id } })) === 1;
}

async function forgetDeleted(id: string): Promise<void> {
  if ((await db().user.count({ where: { id } })) === 0) await deleteUser(id);
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
      INSERT INTO ${table('AccountMail')} ("change", "mail", "createdAt", "takenUntil")
      VALUES (${change}, ${JSON.stringify(mail)}::jsonb, ${now}, ${now})
      ON CONFLICT DO NOTHING
    ),
    "links" AS (DELETE FROM ${table('VerificationToken')} WHERE "identifier" = ${user.email}),
    "origins" AS (DELETE FROM ${table('ChangeOrigin')} WHERE "change" LIKE ${`%:${user.id}`})
    DELETE FROM ${table('User')} WHERE "id" = ${user.id}`;
}
