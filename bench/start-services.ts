import { randomBytes } from 'node:crypto';
import { once } from 'node:events';

import { z } from 'zod';

import { firstLine, spawnScript } from '../__tests__/support/processes/script';

const announcement = z.object({
  env: z.record(z.string(), z.string()),
  mailboxUrl: z.string(),
});

interface Services {
  /** The variables of an app that uses them, but for NEXTAUTH_URL. */
  env: NodeJS.ProcessEnv;
  mailboxUrl: string;
  close(): Promise<void>;
}

/**
 * Starts the emulators, and PGlite unless `env` names a database, in a process apart from the one that
 * loads the apps, and migrates the database. Passkeys are accepted from these origins. The process ends
 * when this one does.
 */
export async function startServices(
  [appOrigin, ...otherOrigins]: string[],
  env: Record<string, string> = {},
): Promise<Services> {
  const options = JSON.stringify({ appOrigin, otherOrigins, env });
  const child = spawnScript('bench/services-entry.ts', { args: [options] });
  const ended = once(child, 'exit');
  const announced = announcement.parse(JSON.parse(await firstLine(child)));

  return {
    mailboxUrl: announced.mailboxUrl,
    env: {
      ...process.env,
      ...announced.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXTAUTH_SECRET: randomBytes(32).toString('base64url'),
      EMAIL_FROM: 'Latchkey <no-reply@example.com>',
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
