import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';

import { z } from 'zod';

/** Every answer is due before. */
const DEADLINE_MS = 9_600;
const SIGTERM_EXIT_CODE = 143;

/** That of node:http, node:https, or node:http2 with `allowHTTP1`. */
const answered = z.object({
  server: z.custom<Server>((server) => typeof Object(server).closeIdleConnections === 'function'),
});

/** Within ten seconds of SIGTERM. Silent on a serverless host. */
export function shutDownGracefully(): void {
  process.once('SIGTERM', () => {
    setTimeout(() => process.exit(SIGTERM_EXIT_CODE), DEADLINE_MS).unref();
    // Next.js would wait for idle connections.
    subscribe('http.server.response.finish', (message) => {
      const { server } = answered.parse(message);
      setImmediate(() => server.closeIdleConnections());
    });
  });
}
