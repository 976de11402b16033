import { db } from '@/utils/db.server';
import { insist } from '@/utils/insist.server';

interface UsedLink {
  identifier: string;
  token: string;
  expires: Date;
}

/**
 * Lets a mailed link that was used up work again, since no session has come of it. Not where the
 * person has been mailed a newer one, or has signed in by mail meanwhile: it may have been back
 * already, with only the answer lost that said so, and no link works twice.
 */
export function giveLinkBack(link: UsedLink): void {
  const { identifier, expires } = link;
  const failedAt = new Date();

  insist(async () => {
    const signedIn = { method: 'email', user: { email: identifier }, createdAt: { gt: failedAt } };
    const [sessions, newer] = await Promise.all([
      db().session.count({ where: signedIn }),
      db().verificationToken.count({ where: { identifier, expires: { gt: expires } } }),
    ]);
    if (sessions > 0 || newer > 0 || expires < new Date()) return;
    await db().verificationToken.createMany({ data: [link], skipDuplicates: true });
  });
}
