import type { VerificationToken } from 'next-auth/adapters';

import { db } from '@/utils/db.server';
import { insist } from '@/utils/insist.server';
import { SURELY_OVER_MS } from '@/utils/query-in-time.server';

interface LinkUse {
  /** Resolves to the link; to null where it is used, replaced, too old, or none. */
  make(): Promise<VerificationToken | null>;
  /** Lets the link work again, beside the request, where it was this use that used it up. */
  undo(): void;
}

/**
 * One use of a mailed link. The link stays in the database until it is replaced or too old, under the
 * name of its use: of many at the same moment one makes it, and an undo that comes late, or twice, never
 * lets a link work that has been used again since.
 */
export function linkUse({
  identifier,
  token,
}: Pick<VerificationToken, 'identifier' | 'token'>): LinkUse {
  const usedBy = crypto.randomUUID();
  let isAnswered = false;

  return {
    async make() {
      const now = new Date();
      const [used] = await db().verificationToken.updateManyAndReturn({
        where: { identifier, token, usedBy: null, expires: { gt: now } },
        data: { usedBy },
        select: { identifier: true, token: true, expires: true },
      });
      isAnswered = true;
      if (used) return used;
      // Perhaps it was too old: then it has no place in the database any more.
      await db().verificationToken.deleteMany({ where: { expires: { lt: now } } });
      return null;
    },
    undo() {
      const where = { token, usedBy };
      insist(
        () => db().verificationToken.updateMany({ where, data: { usedBy: null } }),
        isAnswered ? 0 : SURELY_OVER_MS,
      );
    },
  };
}
