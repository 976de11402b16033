import { hashesOf } from '@/utils/base/nextauth-token-hash.server';
import { db, table } from '@/utils/data/db.server';
import { deleteOld } from '@/utils/data/purge.server';
import { newSession } from '@/utils/sessions/session-register.server';

/**
 * Spends a mailed link on a session of the address's owner, whose account it makes if there is none.
 * Resolves to undefined if the link no longer works. In one statement, so that one request alone gets a
 * session, and no link is used up without one.
 */
export async function spendLinkOnSession(
  { email, token }: { email: string; token: string },
  userAgent: string | null,
) {
  const { sid, createdAt, expires } = await newSession();
  const [owner] = await db().$queryRaw<{ id: string; email: string; isNew: boolean }[]>`
    WITH "link" AS (
      UPDATE ${table('VerificationToken')} SET "usedBy" = ${sid}
      WHERE "identifier" = ${email} AND "token" = ANY(${hashesOf(token)}) AND "usedBy" IS NULL
        AND "expires" > ${createdAt}
      RETURNING "identifier"
    ),
    "owner" AS (
      INSERT INTO ${table('User')} ("id", "email", "emailVerified")
      SELECT ${crypto.randomUUID()}, "identifier", ${createdAt} FROM "link"
      ON CONFLICT ("email") DO UPDATE SET "emailVerified" = EXCLUDED."emailVerified"
      RETURNING "id", "email", xmax = 0 AS "isNew"
    ),
    "opened" AS (
      INSERT INTO ${table('Session')} ("id", "sessionToken", "userId", "method", "userAgent",
                             "createdAt", "lastSeenAt", "expires")
      SELECT ${sid}, ${sid}, "id", 'email', ${userAgent}, ${createdAt}, ${createdAt}, ${expires}
      FROM "owner"
    )
    SELECT "id", "email", "isNew" FROM "owner"`;
  if (owner) return { ...owner, sid };

  await deleteOld('VerificationToken', 'expires', new Date());
  return undefined;
}
