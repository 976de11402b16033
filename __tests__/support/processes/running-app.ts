import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadSecrets } from '../../../mocks/load-secrets';
import { startLocalServices } from '../../../mocks/start-local-services';
import { applyMigrations } from '../../../prisma/apply-migrations';
import { copyTemplate } from '../database/template';
import { freePort } from './free-port';
import { type NextProcess, startNext } from './next-process';

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
  /** Variables that override those of the local services. */
  env?: Record<string, string>;
  /** In place of the migrations and the command. The database is empty at first. */
  start?: (port: string, env: NodeJS.ProcessEnv) => Promise<NextProcess>;
}

/** Runs the built app (or `next dev`) with its own local services, on free ports. */
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

async function startParts(url: string, folder: string, options: Options) {
  const { command = 'start', env, start = migrateAndStart(command) } = options;
  const startOptions = { appOrigin: url, folder, findPort: freePort };
  const local = await startLocalServices(startOptions, {});
  const { sessionSecret } = loadSecrets(folder);

  const variables: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: command === 'start' ? 'production' : 'development',
    ...local.env,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: sessionSecret,
    EMAIL_FROM: 'Latchkey <no-reply@example.com>',
    NEXT_TELEMETRY_DISABLED: '1',
    // Whom a test signs in without its pages comes from an address of their own, by a header.
    TRUSTED_PROXY_HOPS: '1',
    ...env,
  };
  const app = await start(new URL(url).port, variables).catch(async (error: unknown) => {
    await local.close();
    throw error;
  });

  return {
    app,
    env: variables,
    mailboxUrl: local.services.find(({ name }) => name === 'Mailbox')?.address ?? '',
    async close() {
      await app.close();
      await local.close();
    },
  };
}

const migrateAndStart =
  (command: string): Required<Options>['start'] =>
  async (port, env) => {
    await applyMigrations({ url: env.DATABASE_URL ?? '' });
    return startNext(command, port, env);
  };
