import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';

import { z } from 'zod';

import { env } from '@/utils/base/env.server';

/** Every answer is due before. */
const DEADLINE_MS = 9_600;
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
 * At SIGTERM `isEnding` becomes true, after SHUTDOWN_DELAY_SECONDS the listener closes, and within ten seconds more
 * the process ends. Silent on a serverless host.
 */
export function shutDownGracefully(): void {
  const delay = env().SHUTDOWN_DELAY_SECONDS * 1_000;
  // Next.js's, which would close the listener at once.
  const closers = process.listeners('SIGTERM');
  process.removeAllListeners('SIGTERM');

  process.once('SIGTERM', () => {
    kept.passkeyProcessEnds = true;
    setTimeout(() => closers.forEach((close) => close('SIGTERM')), delay);
    // A second signal does not wait.
    for (const close of closers) process.on('SIGTERM', close);
    setTimeout(() => process.exit(SIGTERM_EXIT_CODE), delay + DEADLINE_MS).unref();
    // Next.js would wait for idle connections.
    subscribe('http.server.response.finish', (message) => {
      const { server } = answered.parse(message);
      setImmediate(() => server.closeIdleConnections());
    });
  });
}
