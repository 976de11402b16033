import type { IncomingMessage } from 'node:http';

import { accountMail } from '@/utils/account-mails.server';
import { deleteUser } from '@/utils/authsignal.server';
import { changeName, forgetOrigin, noteOrigin, originOf } from '@/utils/change-origin.server';
import { db } from '@/utils/db.server';
import { AppError } from '@/utils/errors';
import { log, nameOf } from '@/utils/log.server';
import { outboxEntry, sendFromOutbox, sendWaitingLater } from '@/utils/outbox.server';
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

/** All of it or nothing. Sessions and whatever else belongs to the user go with them. */
async function deleteHere(user: { id: string; email: string }, change: string): Promise<void> {
  const at = new Date().toISOString();
  const origin = await originOf(change);
  const mail = accountMail(user.email, { kind: 'account_deleted', at, origin });

  await db().$transaction([
    db().accountMail.createMany(outboxEntry(change, mail)),
    db().verificationToken.deleteMany({ where: { identifier: user.email } }),
    db().changeOrigin.deleteMany({ where: { change: { endsWith: `:${user.id}` } } }),
    db().user.deleteMany({ where: { id: user.id } }),
  ]);
}
