import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { z } from 'zod';

import { copyTemplate } from '../__tests__/support/database/template';
import { findPort } from '../mocks/find-port';
import { startLocalServices } from '../mocks/start-local-services';
import { applyMigrations } from '../prisma/apply-migrations';

const options = z.object({
  appOrigin: z.string(),
  otherOrigins: z.array(z.string()),
  env: z.record(z.string(), z.string()),
});

/** The process behind `startServices`. It ends when its standard input does, so when its parent dies too. */
async function main(): Promise<void> {
  // Ctrl-C in a terminal reaches every process of the group. This one waits for its parent.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  const inputEnded = new Promise((resolve) => process.stdin.once('end', resolve).resume());

  const [, , json = ''] = process.argv;
  const { env, ...origins } = options.parse(JSON.parse(json));
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  copyTemplate(join(folder, 'postgres'));
  const local = await startLocalServices({ ...origins, folder, findPort }, env);
  const found = { ...env, ...local.env };
  await applyMigrations({ url: found.DATABASE_URL ?? '' });

  const mailboxUrl = local.services.find(({ name }) => name === 'Mailbox')?.address;
  console.log(JSON.stringify({ env: found, mailboxUrl }));

  await inputEnded;
  await local.close();
  await rm(folder, { recursive: true, force: true });
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
