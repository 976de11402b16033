import { once } from 'node:events';
import { connect, createServer } from 'node:net';

import type { Scope } from './scope';

/** Stands before a server and hands on what it is sent after so many milliseconds. Returns its URL. */
export async function startSlowProxy(scope: Scope, targetUrl: string, delay: number) {
  const { hostname, port } = new URL(targetUrl);
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy()).once('close', () => upstream.destroy());
    client.on('data', (chunk) => setTimeout(() => upstream.write(chunk), delay));
    upstream.pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  scope.onStop(async () => void server.close());

  const url = new URL(targetUrl);
  const address = server.address();
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : '');
  return url.href;
}
