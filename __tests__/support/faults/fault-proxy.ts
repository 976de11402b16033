import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

import { type Fault, hang, refuse } from './faults';

/** Nothing is wrong. */
const passOn: Fault = (client, server) => client.pipe(server).pipe(client);

/** Stands before a server, and can be told to fail as servers and networks do; `normally` is what it does else. */
export async function startFaultProxy(targetUrl: string, normally = passOn) {
  const target = new URL(targetUrl);
  const connections = new Map<Socket, Socket>();
  const turns: { fault: Fault; met: () => void }[] = [];
  let lasting = normally;

  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    connections.set(client, server);
    client.on('error', () => {}).once('close', () => server.destroy());
    client.once('close', () => connections.delete(client));
    server.on('error', () => {}).once('close', () => client.destroy());

    const turn = turns.shift();
    (turn?.fault ?? lasting)(client, server);
    turn?.met();
  });
  const listen = async (port: number) => {
    proxy.listen(port, '127.0.0.1');
    await once(proxy, 'listening');
  };
  await listen(0);

  const address = proxy.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const url = Object.assign(new URL(targetUrl), { hostname: '127.0.0.1', port: String(port) });
  /** Resolves when the clients know. */
  const cut = () =>
    Promise.all(
      [...connections.keys()].map(
        (client) => new Promise((gone) => client.end().once('close', gone)),
      ),
    );

  function begin(fault: Fault) {
    lasting = fault;
    if (fault === refuse) proxy.close();
    for (const [client, server] of connections) {
      client.unpipe(server).resume();
      server.unpipe(client).resume();
      fault(client, server);
    }
  }

  async function end(fault: Fault) {
    lasting = normally;
    // What hangs goes on to: a client has to give it up by itself.
    if (fault !== hang) await cut();
    if (fault === refuse) await listen(port);
  }

  return {
    url: url.href,
    /** Fails so, on the connections that there are and on new ones, while `run` runs. */
    async during<T>(fault: Fault, run: () => Promise<T>): Promise<T> {
      begin(fault);
      return run().finally(() => end(fault));
    },
    /** Fails so on the next connection alone; resolves when that has been made. */
    next: (fault: Fault) => new Promise<void>((met) => turns.push({ fault, met })),
    async close() {
      proxy.close();
      connections.forEach((_server, client) => client.destroy());
    },
  };
}
