import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';

const servers: Server[] = [];

afterAll(() => servers.forEach((server) => server.close()));

/**
 * Stands before a database and lets everything through until a client sends a certain text: that
 * and what follows is withheld, and `halted` resolves. A client can so be caught in a transaction.
 */
export async function startHaltingProxy(databaseUrl: string, text: string) {
  const target = new URL(databaseUrl);
  let halt = () => {};
  const halted = new Promise<void>((resolve) => {
    halt = resolve;
  });

  const server = createServer((client) => {
    const database = connect(Number(target.port), target.hostname);
    database.pipe(client);

    client.on('data', (chunk) => {
      if (!chunk.includes(text)) return void database.write(chunk);
      client.pause().removeAllListeners('data');
      halt();
    });
    client.on('error', () => {}).once('close', () => database.destroy());
    database.on('error', () => {}).once('close', () => client.destroy());
  });

  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = String(typeof address === 'object' ? address?.port : '');
  return { url: url.href, halted };
}
