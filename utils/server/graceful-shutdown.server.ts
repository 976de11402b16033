import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { env } from '@/utils/base/env.server';

/** Every answer is due before, and the last traces and metrics have left. */
const DEADLINE_MS = 9_600;
/** How long the last traces and metrics may take. */
const FLUSH_MS = 300;
const SIGTERM_EXIT_CODE = 143;

/** That of node:http, node:https, or node:http2 with `allowHTTP1`. */
const answered = z.object({
  server: z.custom<Server>((server) => typeof Object(server).closeIdleConnections === 'function'),
});

/** One per process, because Next.js bundles instrumentation.ts and API routes apart. */
const kept = globalThis as typeof globalThis & { passkeyProcessEnds?: boolean };

/** Whether SIGTERM has come, so that a load balancer should send requests elsewhere. */
export const isEnding = () => kept.passkeyProcessEnds === true;

/**
 * At SIGTERM `isEnding` becomes true. After SHUTDOWN_DELAY_SECONDS the listener closes, and within ten seconds more
 * the process ends. `flush` sends what would be lost then. Silent on a serverless host.
 */
export function shutDownGracefully(flush?: () => Promise<unknown>): void {
  const delay = env().SHUTDOWN_DELAY_SECONDS * 1_000;
  const flushInTime = () => Promise.race([flush?.(), sleep(FLUSH_MS, undefined, { ref: false })]);
  // Next.js's, which would close the listener at once, and end the process when nothing is under way.
  const closers = process.listeners('SIGTERM');
  process.removeAllListeners('SIGTERM');

  process.once('SIGTERM', async () => {
    kept.passkeyProcessEnds = true;
    setTimeout(() => process.exit(SIGTERM_EXIT_CODE), delay + DEADLINE_MS).unref();
    // A second signal does not wait.
    for (const close of closers) process.on('SIGTERM', close);
    if (delay > 0) await sleep(delay);

    // Next.js would wait for idle connections.
    subscribe('http.server.response.finish', (message) => {
      const { server } = answered.parse(message);
      setImmediate(async () => {
        await flushInTime();
        server.closeIdleConnections();
      });
    });
    await flushInTime();
    for (const close of closers) close('SIGTERM');
  });
}
