import type { Session } from 'next-auth';
import { z } from 'zod';

import { passkeySettings } from '@/utils/base/passkey-settings.server';
import { db } from '@/utils/data/db.server';
import { callAuthsignal, pathSegment } from '@/utils/passkeys/authsignal.server';
import { SIGN_IN_ACTION } from '@/utils/passkeys/settings.server';
import { endSessions } from '@/utils/sessions/session-register.server';

// A sign-in's token does not name the passkey, and the browser, which does, may lie. So a session keeps only
// the key of its challenge, and Authsignal is asked later which passkey answered it.

/** How far back Authsignal is asked, in ms. Far longer than a token lives. */
const LOOK_BACK_MS = 24 * 60 * 60_000;

const actionsSchema = z.array(
  z.object({ idempotencyKey: z.string(), verifiedByAuthenticatorId: z.string().optional() }),
);

/** The user's challenges of the last 24 hours, each with the passkey that answered it. Throws `passkeys_unavailable`. */
async function recentSignIns(id: string) {
  const request = {
    userId: pathSegment(id),
    actionCodes: [SIGN_IN_ACTION],
    fromDate: new Date(Date.now() - LOOK_BACK_MS).toISOString(),
  };
  return callAuthsignal(
    'query_actions',
    (sdk) => sdk.queryUserActions(request),
    actionsSchema,
    passkeySettings,
  );
}

/** The id of the passkey that opened the session, or null: a mail did, or Authsignal cannot say. */
export async function passkeyOfSession({ user, sid }: Session): Promise<string | null> {
  await storePasskeysOfSessions(user.id).catch(() => {});
  const session = await db().session.findUnique({ where: { sessionToken: sid } });
  return session?.authenticatorId ?? null;
}

/** Ends the user's other sessions that this passkey has or may have opened, or throws `passkeys_unavailable`. */
export async function endSessionsOfPasskey({ user, sid }: Session, authenticatorId: string) {
  await storePasskeysOfSessions(user.id);
  await endSessions('sessions_ended', user.id, {
    sessionToken: { not: sid },
    OR: [{ authenticatorId }, { method: 'passkey', authenticatorId: null }],
  });
}

/** Spends the sign-in tokens that this passkey has or may have earned. Throws `passkeys_unavailable`. */
export async function spendTokensOfPasskey(userId: string, authenticatorId: string): Promise<void> {
  const earned = (await recentSignIns(userId)).filter(
    ({ verifiedByAuthenticatorId: by = authenticatorId }) => by === authenticatorId,
  );
  await db().spentToken.createMany({
    data: earned.map(({ idempotencyKey }) => ({
      userId,
      action: SIGN_IN_ACTION,
      idempotencyKey,
      spentAt: new Date(),
    })),
    skipDuplicates: true,
  });
}

async function storePasskeysOfSessions(userId: string): Promise<void> {
  const unknown = {
    userId,
    authenticatorId: null,
    challengeKey: { not: null },
    createdAt: { gt: new Date(Date.now() - LOOK_BACK_MS) },
  };
  const sessions = await db().session.findMany({ where: unknown, select: { challengeKey: true } });
  if (sessions.length === 0) return;

  const signIns = await recentSignIns(userId);
  for (const { challengeKey } of sessions) {
    const signIn = signIns.find(({ idempotencyKey }) => idempotencyKey === challengeKey);
    const authenticatorId = signIn?.verifiedByAuthenticatorId;
    if (!authenticatorId) continue;
    await db().session.updateMany({
      where: { ...unknown, challengeKey },
      data: { authenticatorId },
    });
  }
}
