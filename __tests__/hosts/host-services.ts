import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startLocalServices } from '../../mocks/start-local-services';
import { freePort } from '../support/processes/free-port';
import type { OwnService } from './host';

const POLL_MS = 100;

/** Starts database, mailbox and Authsignal's emulator for a host that will run at `url`. */
export async function startHostServices(own: OwnService | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'host-services-'));
  const url = `http://localhost:${await freePort()}`;
  const local = await startLocalServices({ appOrigin: url, folder, findPort: freePort }, {});
  return {
    url,
    mailboxUrl: local.services.find(({ name }) => name === 'Mailbox')?.address ?? '',
    databaseUrl: local.env.DATABASE_URL ?? '',
    env: {
      ...local.env,
      ...own?.env,
      NEXTAUTH_URL: url,
      NEXTAUTH_SECRET: 'a secret of the tests that nothing else uses',
      EMAIL_FROM: 'The host <no-reply@example.com>',
    },
    async close() {
      await local.close();
      await own?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the build in a folder, with that folder's own Next.js. Resolves once it answers. */
export async function startHost(folder: string, url: string, variables: Record<string, string>) {
  const { hostname, port } = new URL(url);
  const args = ['node_modules/next/dist/bin/next', 'start', '--hostname', hostname, '--port', port];
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', ...variables };
  const child = spawn(process.execPath, args, { cwd: folder, env });
  const ended = once(child, 'exit');
  let output = '';
  const read = (chunk: Buffer) => (output += chunk);
  child.stdout.on('data', read);
  child.stderr.on('data', read);

  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`The host has ended:\n${output}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return {
    output: () => output,
    async close() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const answers = (url: string) =>
  fetch(`${url}/api/auth/csrf`).then(
    ({ ok }) => ok,
    () => false,
  );
