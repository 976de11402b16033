import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { Socket } from 'node:net';

/** Stands before an HTTP server, passes everything on, and counts it. */
export async function countTraffic(target: string) {
  const { origin, host } = new URL(target);
  const sockets: Socket[] = [];
  let requests = 0;

  const proxy = createServer((incoming, answer) => {
    requests++;
    const { method, headers } = incoming;
    const options = { method, headers: { ...headers, host } };
    const outgoing = request(origin + incoming.url, options, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.pipe(answer);
    });
    outgoing.once('error', () => answer.destroy());
    incoming.pipe(outgoing);
  });
  proxy.on('connection', (socket) => void sockets.push(socket));
  proxy.listen(0, 'localhost');
  await once(proxy, 'listening');
  const address = proxy.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  return {
    /** Its own address, with the path of the target. */
    url: Object.assign(new URL(target), { host: `localhost:${port}` }).href.replace(/\/$/, ''),
    requests: () => requests,
    /** Of all requests and answers, with their headers, as they are on the wire. */
    bytes: () => sockets.reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, 0),
    async close() {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}
