import type { Session } from 'next-auth';

import { listPasskeys } from '@/utils/account/passkeys.server';
import { db } from '@/utils/data/db.server';

/**
 * All that is kept about the user: nothing of another user's, and no key, token or hash, which might open
 * something. Throws `passkeys_unavailable`.
 */
export async function personalData(session: Session): Promise<object> {
  const { id: userId, email } = session.user;
  const where = { userId };
  const [user, passkeys, changeRequests, unsentMails, challenges, links] = await Promise.all([
    db().user.findUnique({ where: { id: userId }, select: ofUser }),
    listPasskeys(session),
    db().changeOrigin.findMany({ where, omit: { userId: true } }),
    // The name of a change ends with the id of its user. Once its mail has left, nothing else is kept of it.
    db().accountMail.findMany({ where: { sentAt: null, change: { endsWith: `:${userId}` } } }),
    db().spentToken.findMany({ where, select: { action: true, spentAt: true } }),
    db().verificationToken.findMany({ where: { identifier: email }, select: { expires: true } }),
  ]);
  // Not the mails themselves, because their links open something.
  const mails = unsentMails.map(({ change, createdAt }) => ({
    about: change.split(':')[0],
    createdAt,
  }));
  return { ...user, passkeys, changeRequests, unsentMails: mails, challenges, links };
}

const ofUser = {
  id: true,
  email: true,
  emailVerified: true,
  name: true,
  image: true,
  accounts: { select: { provider: true, providerAccountId: true } },
  sessions: {
    select: { method: true, userAgent: true, createdAt: true, lastSeenAt: true, expires: true },
  },
};
