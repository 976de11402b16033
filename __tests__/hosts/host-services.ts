import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startLocalServices } from '../../mocks/start-local-services';
import { freePort } from '../support/processes/free-port';
import { startNext } from '../support/processes/next-process';
import type { OwnService } from './host';

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
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production', ...variables };
  const next = await startNext('start', new URL(url).port, env, folder);
  // At once: Next.js would wait for the connections of the browsers.
  return { close: () => next.end('SIGKILL') };
}
