import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';

import { z } from 'zod';

/** In milliseconds. Every answer is due before, and whoever ends a process waits for ten seconds. */
const GONE_AFTER_MS = 9_600;

/** The exit code of a process that SIGTERM has ended, as Next.js has it. */
const EXIT_CODE = 143;

const answered = z.object({ server: z.instanceof(Server) });

/**
 * Has a process that is told to end be gone in time. Next.js then takes no new connections, answers
 * what is in flight, and waits for every connection to end: for those that browsers keep open, until
 * they have been idle for seconds, and for a client that stops in the middle of a request, for ever.
 * Here a connection ends with its last answer, and the process in any case.
 */
export function endInTime(): void {
  process.once('SIGTERM', () => {
    setTimeout(() => process.exit(EXIT_CODE), GONE_AFTER_MS).unref();
    subscribe('http.server.response.finish', (message) => {
      const { server } = answered.parse(message);
      setImmediate(() => server.closeIdleConnections());
    });
  });
}
