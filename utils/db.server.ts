import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';

import { env } from '@/utils/env.server';

/** For a connection, and for each query: a database that hangs counts as one that is out. */
const TIMEOUT_MS = 3_000;

/** Survives hot reloading, which would otherwise leave a pool of connections behind each time. */
const kept = globalThis as typeof globalThis & { prisma?: PrismaClient };

/** The one database client of the process, connected on first use. */
export function db(): PrismaClient {
  return (kept.prisma ??= new PrismaClient({
    adapter: new PrismaPg({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: TIMEOUT_MS,
      query_timeout: TIMEOUT_MS,
    }),
  }));
}

/** True when a write failed because a row with the same key was there first (Prisma P2002). */
export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'P2002';
}
