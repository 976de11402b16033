import { db, table } from '@/utils/data/db.server';
import type { SpendLink } from '@/utils/links/link-provider.server';
import { newSession } from '@/utils/sessions/session-register.server';

/**
 * Spends a mailed link on a session of the address's owner, whose account it makes if there is none. It is
 * one statement: one of several requests with one link is the first, and a link is never used without a
 * session.
 */
export const spendLinkOnSession: SpendLink = async ({ email, token, userAgent }) => {
  const { sid, createdAt, expires } = await newSession();
  const [owner] = await db().$queryRaw<{ id: string; email: string; isNew: boolean }[]>`
    WITH "link" AS (
      UPDATE ${table('VerificationToken')} SET "usedBy" = ${sid}
      WHERE "identifier" = ${email} AND "token" = ${token} AND "usedBy" IS NULL
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

  await db().verificationToken.deleteMany({ where: { expires: { lt: new Date() } } });
  return undefined;
};
