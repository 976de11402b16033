import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { PrismaPg } from '@prisma/adapter-pg';
import type { PrismaClient } from '@prisma/client';

import { query } from '../database/query';
import { startTestDatabase } from '../database/test-database';
import { startFaultProxy } from '../faults/fault-proxy';

const schema = readFileSync(join(__dirname, 'schema.prisma'), 'utf8');
const tables = readFileSync(join(__dirname, 'tables.sql'), 'utf8');

/** The client of the stock schema: this app's own demands columns that no adapter fills. */
function stockClient(): string {
  const name = createHash('sha256').update(schema).digest('hex').slice(0, 12);
  const folder = resolve('node_modules/.cache/core-host', name);
  if (existsSync(folder)) return folder;

  const work = `${folder}-${process.pid}`;
  mkdirSync(work, { recursive: true });
  const output = `provider = "prisma-client-js"\n  output = "./client"`;
  writeFileSync(
    join(work, 'schema.prisma'),
    schema.replace('provider = "prisma-client-js"', output),
  );
  const prisma = resolve('node_modules/prisma/build/index.js');
  execFileSync(process.execPath, [prisma, 'generate', `--schema=${join(work, 'schema.prisma')}`], {
    stdio: 'pipe',
  });
  // Whole or not at all: another test file may be here at the same time.
  if (!existsSync(folder)) renameSync(join(work, 'client'), folder);
  rmSync(work, { recursive: true, force: true });
  return folder;
}

/** A new database with the tables of a stock NextAuth app, and its Prisma client. */
export async function startStockDatabase() {
  const { url, close } = await startTestDatabase();
  await query(url, tables);
  const { PrismaClient: Client }: { PrismaClient: typeof PrismaClient } = await import(
    stockClient()
  );
  const proxy = await startFaultProxy(url);
  const prisma = new Client({ adapter: new PrismaPg({ connectionString: proxy.url }) });

  return {
    prisma,
    /** Stands before the database, to make it fail. */
    proxy,
    async close() {
      await prisma.$disconnect();
      await proxy.close();
      await close();
    },
  };
}
