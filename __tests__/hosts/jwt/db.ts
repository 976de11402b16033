import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '@prisma/client';

const kept = globalThis as typeof globalThis & { db?: PrismaClient };

const newClient = () =>
  new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env.DATABASE_URL }) });

export const db = kept.db ?? newClient();
kept.db = db;
