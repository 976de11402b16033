import { randomUUID } from 'node:crypto';

import { readSession, signInByLink, signInByPasskey } from './cost-visits';
import { createSignInTokens } from './create-sign-in-tokens';
import type { App } from './start-app';
import { startCountedApp, type Use } from './start-counted-app';
import { withUnnotedUse } from './unnoted-use';

const VISITORS = 16;
const SIGN_INS = 1_000;
const LINKS = 600;
const READS = 3_000;

/**
 * What a sign-in and a session read cost, also one that notes the session's use, which one in five minutes does.
 * Prints a table of its own, because it has a column for each.
 */
export async function measureCost(): Promise<[]> {
  const { app, use, close } = await startCountedApp();
  try {
    const costOf = async (items: string[], visit: (app: App, item: string) => Promise<unknown>) => {
      const before = await use();
      await visitAll(items, (item) => visit(app, item));
      return rowsOf(before, await use(), items.length);
    };

    // V8 has compiled the busiest code after the first half of each.
    const createTokens = await createSignInTokens(app);
    await visitAll(await createTokens(SIGN_INS), (token) => signInByPasskey(app, token));
    const tokens = await createTokens(SIGN_INS);
    const passkey = await costOf(tokens, signInByPasskey);

    // The first link makes the account, and the second one is measured.
    const addresses = Array.from({ length: LINKS }, () => `user-${randomUUID()}@example.com`);
    await visitAll(addresses, (address) => signInByLink(app, address));
    const link = await costOf(addresses, signInByLink);

    const costOfReads = async (cookie: string) => {
      const cookies = Array<string>(READS).fill(cookie);
      await visitAll(cookies, (one) => readSession(app, one));
      return costOf(cookies, readSession);
    };
    const [token = ''] = await createTokens(1);
    const cookie = await signInByPasskey(app, token);
    const read = await costOfReads(cookie);
    const notedRead = await costOfReads(await withUnnotedUse(cookie, app.env.NEXTAUTH_SECRET));

    const rows = Object.keys(passkey).map((row) => [
      row,
      {
        'passkey sign-in': passkey[row],
        'mailed-link sign-in': link[row],
        'session read': read[row],
        'read that is noted': notedRead[row],
      },
    ]);
    console.table(Object.fromEntries(rows));
    return [];
  } finally {
    await close();
  }
}

/** Visits by sixteen visitors at a time. */
async function visitAll(items: string[], visit: (item: string) => Promise<unknown>): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: VISITORS }, async () => {
      for (const item of queue) await visit(item);
    }),
  );
}

/** The difference, for each of `count`. */
function rowsOf(before: Use, after: Use, count: number): Record<string, number> {
  const each = (name: keyof Use, digits: number) =>
    Number(((after[name] - before[name]) / count).toFixed(digits));
  return {
    'SQL statements': each('statements', 1),
    'rows written': each('rows', 1),
    "calls of Authsignal's API by the app": each('calls', 1),
    "the app's CPU time (ms)": each('appCpu', 2),
    "PostgreSQL's CPU time (ms)": each('databaseCpu', 2),
    'between browser and app (bytes)': each('traffic', 0),
    'write-ahead log (bytes)': each('wal', 0),
    'tables and indexes grow by (bytes)': each('size', 0),
    '  of which Session (bytes)': each('sessions', 0),
  };
}
