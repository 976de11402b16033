import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';

import { z } from 'zod';

/** Every answer is due before. */
const DEADLINE_MS = 9_600;
const SIGTERM_EXIT_CODE = 143;

const answered = z.object({ server: z.instanceof(Server) });

/**
 * Silent on a serverless host. Shuts down gracefully within ten seconds of SIGTERM. Next.js answers what is in
 * flight, and then waits for idle connections. Here a connection ends with its last answer.
 */
export function shutDownGracefully(): void {
  process.once('SIGTERM', () => {
    setTimeout(() => process.exit(SIGTERM_EXIT_CODE), DEADLINE_MS).unref();
    subscribe('http.server.response.finish', (message) => {
      const { server } = answered.parse(message);
      setImmediate(() => server.closeIdleConnections());
    });
  });
}
