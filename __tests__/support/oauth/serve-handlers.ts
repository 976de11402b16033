import { createServer } from 'node:http';

import { getRequestListener } from '@hono/node-server';
import { getResponse, type RequestHandler } from 'msw';

/** Serves msw handlers over HTTP at a port of this machine. Rejects if the port is taken. */
export async function serveHandlers(handlers: RequestHandler[], { port }: { port: number }) {
  const answer = async (request: Request) =>
    (await getResponse(handlers, request)) ?? new Response(null, { status: 404 });
  const server = createServer(getRequestListener(answer, { overrideGlobalObjects: false }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });

  return {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
