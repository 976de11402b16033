import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands before a server, and hands on what it is sent after so many milliseconds. */
export async function startSlowProxy(targetUrl: string, delay: number) {
  const { hostname, port } = new URL(targetUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy()).once('close', () => upstream.destroy());
    client.on('data', (chunk) => setTimeout(() => upstream.write(chunk), delay));
    upstream.pipe(client);
    sockets.add(client);
    client.once('close', () => sockets.delete(client));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const url = new URL(targetUrl);
  const address = server.address();
  url.hostname = '127.0.0.1';
  url.port = String(typeof address === 'object' ? address?.port : '');
  return {
    url: url.href,
    async close() {
      server.close();
      sockets.forEach((socket) => socket.destroy());
    },
  };
}
