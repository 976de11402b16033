import { defineConfig } from 'prisma/config';

// `prisma generate` asks for the schema engine although it never runs it. Naming any program that
// exists spares the download, so that a closed network is no obstacle.
if (process.argv.includes('generate')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
