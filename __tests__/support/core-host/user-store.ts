import { PrismaAdapter } from '@next-auth/prisma-adapter';
import type { User } from 'next-auth';
import type { Adapter } from 'next-auth/adapters';

import type { PasskeyUse } from '@/utils/passkeys/settings.server';

import { startStockDatabase } from './stock-database';

/** What a host keeps its users, sessions and spent passkeys in. */
export interface UserStore {
  adapter?: Adapter;
  findUser?: (id: string) => User | null;
  spend: (use: PasskeyUse) => Promise<boolean>;
  removeUser: (id: string) => Promise<void>;
  /** How many sessions and spent passkeys are stored. */
  sessions: () => Promise<number>;
  spent: () => Promise<number>;
  /** Runs `run` while the store is out. */
  whileOut: <T>(run: () => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

/** No adapter: the users are those who have signed in by another provider. */
export function memoryStore(users: Map<string, User>): UserStore {
  const used = new Set<string>();
  let isOut = false;
  return {
    // The same object each time, as a cache answers.
    findUser: (id) => users.get(id) ?? null,
    spend: async ({ userId, key }) => {
      if (isOut) throw new Error('The memory of secret-key-of-the-tests is out.');
      return used.size < used.add(`${userId} ${key}`).size;
    },
    removeUser: async (id) => void users.delete(id),
    sessions: async () => 0,
    spent: async () => used.size,
    async whileOut(run) {
      isOut = true;
      return run().finally(() => (isOut = false));
    },
    close: async () => undefined,
  };
}

/** `@next-auth/prisma-adapter` on a database with its stock tables. */
export async function prismaStore(): Promise<UserStore> {
  const { prisma, proxy, close } = await startStockDatabase();
  return {
    adapter: PrismaAdapter(prisma),
    spend: async ({ userId, key, at }) => {
      const rows = await prisma.$executeRaw`
        INSERT INTO "SpentPasskey" VALUES (${userId}, ${key}, ${at}) ON CONFLICT DO NOTHING`;
      return rows === 1;
    },
    removeUser: async (id) => void (await prisma.user.deleteMany({ where: { id } })),
    sessions: () => prisma.session.count(),
    async spent() {
      const [row] = await prisma.$queryRaw<
        { n: bigint }[]
      >`SELECT count(*) AS n FROM "SpentPasskey"`;
      return Number(row?.n);
    },
    whileOut: (run) => proxy.during((client) => client.destroy(), run),
    close,
  };
}
