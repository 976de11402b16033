import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export type Fault = 'refuse' | 'hang';

/** Stands before a server, and can be told to fail as servers and networks do. */
export async function startFaultProxy(targetUrl: string) {
  const target = new URL(targetUrl);
  const sockets = new Set<Socket>();
  let fault: Fault | undefined;

  const server = createServer((client) => {
    sockets.add(client.on('error', () => {}));
    client.once('close', () => sockets.delete(client));
    if (fault === 'refuse') return client.destroy();
    if (fault === 'hang') return client.resume();

    const upstream = connect(Number(target.port), target.hostname);
    upstream.on('error', () => {}).once('close', () => client.destroy());
    client.once('close', () => upstream.destroy());
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const url = new URL(targetUrl);
  const address = server.address();
  url.port = String(typeof address === 'object' ? address?.port : '');
  url.hostname = '127.0.0.1';
  const drop = () => sockets.forEach((socket) => socket.destroy());

  return {
    url: url.href,
    /** Cuts what is connected, and fails so for what comes while `during` runs. */
    async during<T>(how: Fault, run: () => Promise<T>): Promise<T> {
      fault = how;
      drop();
      try {
        return await run();
      } finally {
        fault = undefined;
        drop();
      }
    },
    async close() {
      server.close();
      drop();
    },
  };
}
