import type { Account } from 'next-auth';

import { currentRequest } from '@/utils/base/current-request.server';
import { db, table } from '@/utils/data/db.server';
import { newSession } from '@/utils/sessions/session-register.server';

/**
 * Opens a session of a user who has signed in at an OAuth provider, and resolves to its id. Undefined if that
 * account is not connected any more. It locks the connection's row, so that disconnecting comes first or finds
 * the session.
 */
export async function openAccountSession(
  { provider, providerAccountId }: Account,
  userId: string,
): Promise<string | undefined> {
  const { sid, createdAt, expires } = await newSession();
  const userAgent = currentRequest()?.headers['user-agent'] ?? null;
  const [opened] = await db().$queryRaw<{ sid: string }[]>`
    WITH "connected" AS (
      SELECT "userId" FROM ${table('Account')}
      WHERE "provider" = ${provider} AND "providerAccountId" = ${providerAccountId}
        AND "userId" = ${userId}
      FOR KEY SHARE
    )
    INSERT INTO ${table('Session')} ("id", "sessionToken", "userId", "method", "userAgent",
                           "createdAt", "lastSeenAt", "expires")
    SELECT ${sid}, ${sid}, "userId", ${provider}, ${userAgent}, ${createdAt}, ${createdAt}, ${expires}
    FROM "connected" RETURNING "sessionToken" AS "sid"`;
  return opened?.sid;
}
