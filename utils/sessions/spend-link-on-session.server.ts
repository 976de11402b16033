import { db, table } from '@/utils/data/db.server';
import type { SpendLink } from '@/utils/links/link-provider.server';
import { newSession } from '@/utils/sessions/open-session.server';

/**
 * Spends a mailed link on a session of the address's owner, known or new. It is one statement: of several
 * requests with one link one is the first, and neither a used link nor a session is ever there without the
 * other.
 */
export const spendLinkOnSession: SpendLink = async ({ email, token, userAgent }) => {
  const owner = await newSession(async ({ sessionToken: sid, createdAt, expires }) => {
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
    return owner && { ...owner, sid };
  });
  if (!owner) await db().verificationToken.deleteMany({ where: { expires: { lt: new Date() } } });
  return owner;
};
