import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';

import { getRequestListener } from '@hono/node-server';

import type { App } from './app';
import { Cut } from '../control/strike';
import { refuse } from './errors';
import type { Listening } from '../index';

/** Serves the app at a port. Rejects if the port is taken. */
export async function listen(
  app: App,
  { port = 8787, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<Listening> {
  const listener = getRequestListener(
    (request, env) =>
      Promise.resolve(app.fetch(request, env)).catch((error: unknown) => {
        env.outgoing.destroy();
        throw error;
      }),
    {
      // The app answers all errors but these: an address or a Host that is not valid.
      errorHandler: (error) =>
        error instanceof Cut
          ? undefined
          : Response.json(refuse('bad_request').body, { status: 400 }),
      // The global Request and Response belong to the program that has the emulator in it.
      overrideGlobalObjects: false,
    },
  );
  const server = createServer(listener).on('clientError', answerMalformed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });

  const address = server.address();
  const name = /^(127\.|0\.0\.0\.0$|::)/.test(host) ? 'localhost' : host;
  const url = `http://${name}:${typeof address === 'object' ? address?.port : port}`;
  return {
    url,
    apiUrl: `${url}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Malformed HTTP never becomes a request. */
function answerMalformed(_error: Error, socket: Duplex) {
  if (!socket.writable) return socket.destroy();
  const body = '{"error":"bad_request"}';
  const type = `Content-Type: application/json\r\nContent-Length: ${body.length}`;
  socket.end(`HTTP/1.1 400 Bad Request\r\nConnection: close\r\n${type}\r\n\r\n${body}`);
}
