import { db } from '@/utils/data/db.server';
import type { PasskeyUse } from '@/utils/passkeys/settings.server';

/** Records that a challenge of `action` is used. Resolves to false if it was before. */
export const spendOnce =
  (action: string) =>
  async ({ userId, key, at }: PasskeyUse): Promise<boolean> => {
    const data = { userId, action, idempotencyKey: key, spentAt: at };
    return (await db().spentToken.createMany({ data, skipDuplicates: true })).count === 1;
  };
