import type { VerificationToken } from 'next-auth/adapters';

import { db } from '@/utils/data/db.server';
import { insist } from '@/utils/data/retry-in-background.server';
import { SURELY_OVER_MS } from '@/utils/data/query-deadline.server';
import { requestId } from '@/utils/base/current-request.server';

type Link = Pick<VerificationToken, 'identifier' | 'token'>;

/**
 * Uses a mailed link up. Resolves to the link; to null where it is used, replaced, too old, or none. The
 * link stays in the database until it is replaced or too old, under the id of the request: of many at the
 * same moment one makes it, and an undo that comes late never lets a link work that was used again since.
 */
export async function useLink({ identifier, token }: Link): Promise<VerificationToken | null> {
  const now = new Date();
  const [used] = await db().verificationToken.updateManyAndReturn({
    where: { identifier, token, usedBy: null, expires: { gt: now } },
    data: { usedBy: requestId() },
    select: { identifier: true, token: true, expires: true },
  });
  if (used) return used;
  // Perhaps it was too old: then it has no place in the database any more.
  await db().verificationToken.deleteMany({ where: { expires: { lt: now } } });
  return null;
}

/** Lets the link work again, beside the request, where it was this request that has used it up. */
export function undoLinkUse({ token }: Pick<Link, 'token'>): void {
  const where = { token, usedBy: requestId() };
  const undo = () => db().verificationToken.updateMany({ where, data: { usedBy: null } });
  insist(undo);
  // Its query may still be on its way.
  insist(undo, SURELY_OVER_MS);
}
