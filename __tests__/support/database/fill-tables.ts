import { query } from './query';

/** What is in a row of each table: `id` is the row's own, and `now` its time. */
const ROWS: Record<string, string> = {
  User: `("id", "email") SELECT id, id || '@example.com'`,
  Account: `("id", "userId", "type", "provider", "providerAccountId")
    SELECT id, id, 'oauth', 'provider', id`,
  Session: `("id", "sessionToken", "userId", "method", "challengeKey", "createdAt", "lastSeenAt", "expires")
    SELECT id, id, id, 'passkey', id, now, now, soon`,
  VerificationToken: `("identifier", "token", "expires") SELECT id || '@example.com', id, soon`,
  SpentToken: `("userId", "action", "idempotencyKey", "spentAt")
    SELECT id, 'sign-in-with-passkey', id, now`,
  PasskeyName: `("userId", "authenticatorId", "name") SELECT id, id, 'Mine'`,
  RateLimit: `("key", "points", "expire") SELECT 'mails_per_address:' || id, 1, soon`,
  AccountMail: `("change", "mail", "createdAt", "sentAt")
    SELECT 'passkey_added:passkey:' || id, '{}', now, now`,
  ChangeOrigin: `("change", "userId", "notedAt")
    SELECT 'passkey_added:' || id || ':request', id, now`,
};

export const TABLES = Object.keys(ROWS);

/** Adds `count` rows to every table, with ids that begin with `name`. */
export async function fillTables(
  url: string,
  { name, count, daysAgo = 0 }: { name: string; count: number; daysAgo?: number },
): Promise<void> {
  // Prisma's times are in UTC.
  const rows = `FROM (
    SELECT '${name}-' || n AS id, now, now + interval '5 minutes' AS soon
    FROM generate_series(1, ${count}) AS n,
      (SELECT now() AT TIME ZONE 'UTC' - interval '${daysAgo} days' AS now) AS clock) AS rows`;
  for (const [table, row] of Object.entries(ROWS))
    await query(url, `INSERT INTO "${table}" ${row} ${rows}; ANALYZE "${table}"`);
}
