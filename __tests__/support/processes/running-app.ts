import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { localSecrets } from '../../../mocks/secrets';
import { startStandIns } from '../../../mocks/stand-ins';
import { applyMigrations } from '../../../prisma/apply-migrations';
import { copyTemplate } from '../database/template';
import { freePort } from './free-port';
import { startNext } from './next-process';

export interface RunningApp {
  url: string;
  mailboxUrl: string;
  env: NodeJS.ProcessEnv;
  /** Everything that the app has printed. */
  output(): string;
  /** Ends all of it and starts it again, on the same data and at the same address. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  command?: 'start' | 'dev';
  /** Variables that win over those of the stand-ins. */
  env?: Record<string, string>;
}

/** Runs the built app (or `next dev`) with stand-ins of its own, on free ports. */
export async function runApp(options: Options = {}): Promise<RunningApp> {
  const folder = await mkdtemp(join(tmpdir(), 'passkeys-'));
  const url = `http://localhost:${await freePort()}`;
  copyTemplate(join(folder, 'postgres'));
  let parts = await startParts(url, folder, options);

  return {
    url,
    get mailboxUrl() {
      return parts.mailboxUrl;
    },
    get env() {
      return parts.env;
    },
    output: () => parts.app.output(),
    async restart() {
      await parts.close();
      parts = await startParts(url, folder, options);
    },
    async close() {
      await parts.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startParts(url: string, folder: string, { command = 'start', env }: Options) {
  const surroundings = { appOrigin: url, folder, findPort: freePort };
  const standIns = await startStandIns(surroundings, {});
  const { sessionSecret } = localSecrets(folder);

  const variables: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: command === 'start' ? 'production' : 'development',
    ...standIns.env,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: sessionSecret,
    EMAIL_FROM: 'Latchkey <no-reply@example.com>',
    NEXT_TELEMETRY_DISABLED: '1',
    // Whom a test signs in without its pages comes from an address of their own, by a header.
    TRUSTED_PROXY_HOPS: '1',
    ...env,
  };
  const start = async () => {
    await applyMigrations({ url: variables.DATABASE_URL ?? '' });
    return startNext(command, new URL(url).port, variables);
  };
  const app = await start().catch(async (error: unknown) => {
    await standIns.close();
    throw error;
  });

  return {
    app,
    env: variables,
    mailboxUrl: standIns.places.find(({ name }) => name === 'Mailbox')?.address ?? '',
    async close() {
      await app.close();
      await standIns.close();
    },
  };
}
