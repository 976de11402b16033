import { getPasskeyActions } from '@/utils/passkey-list/users.server';
import { db } from '@/utils/data/db.server';
import { SIGN_IN_ACTION } from '@/utils/passkeys/settings.server';

/** Longer than a challenge waits for its answer, and the answer to be brought. */
const UNSPENT_MS = 60 * 60_000;

/**
 * Spends the tokens that the passkey has brought about, or nobody knows which one: for good, also those
 * that a session was opened with. Throws `passkeys_unavailable`.
 */
export async function spendTokensOfPasskey(userId: string, authenticatorId: string): Promise<void> {
  const spentAt = new Date();
  const since = new Date(spentAt.getTime() - UNSPENT_MS);
  const keys = (await getPasskeyActions(userId, SIGN_IN_ACTION, since))
    .filter(({ verifiedByAuthenticatorId: by = authenticatorId }) => by === authenticatorId)
    .map(({ idempotencyKey }) => idempotencyKey);

  const spent = { userId, action: SIGN_IN_ACTION, spentAt };
  await db().spentToken.createMany({
    data: keys.map((idempotencyKey) => ({ ...spent, idempotencyKey })),
    skipDuplicates: true,
  });
  await db().spentToken.updateMany({
    where: { userId, action: SIGN_IN_ACTION, idempotencyKey: { in: keys } },
    data: { spentAt },
  });
}
