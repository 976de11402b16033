import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import getPort from 'get-port';

import { startStandIns } from '../../mocks/stand-ins';
import { applyMigrations } from '../../prisma/apply-migrations';

export interface RunningApp {
  url: string;
  mailboxUrl: string;
  env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

interface Options {
  command?: 'start' | 'dev';
  /** Variables that win over those of the stand-ins. */
  env?: Record<string, string>;
}

/** Runs the built app (or `next dev`) with stand-ins of its own, as `npm start` would. */
export async function runApp({ command = 'start', env = {} }: Options = {}): Promise<RunningApp> {
  const folder = await mkdtemp(join(tmpdir(), 'passkeys-'));
  const url = `http://localhost:${await getPort()}`;
  const standIns = await startStandIns({ appOrigin: url, folder }, {});
  const mailbox = standIns.places.find(({ name }) => name === 'Mailbox');

  const variables: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: command === 'start' ? 'production' : 'development',
    ...standIns.env,
    NEXTAUTH_URL: url,
    NEXTAUTH_SECRET: crypto.randomUUID() + crypto.randomUUID(),
    EMAIL_FROM: 'Passkey demo <no-reply@example.com>',
    NEXT_TELEMETRY_DISABLED: '1',
    ...env,
  };
  await applyMigrations({ url: variables.DATABASE_URL ?? '' });
  const app = await startNext(command, new URL(url).port, variables);

  return {
    url,
    mailboxUrl: mailbox?.address ?? '',
    env: variables,
    async close() {
      await app.close();
      await standIns.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves once Next.js says that it is ready, and throws what it said where it ends before. */
export function startNext(command: string, port: string, env: NodeJS.ProcessEnv) {
  const args = [require.resolve('next/dist/bin/next'), command, '--port', port];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let output = '';

  return new Promise<{ output: () => string; close(): Promise<void> }>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (!output.includes('Ready in')) return;
      resolve({
        output: () => output,
        async close() {
          child.kill('SIGTERM');
          await ended;
        },
      });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`Next.js ended:\n${output}`)));
  });
}
