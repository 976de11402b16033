import { Agent, request } from 'node:http';

const TIMEOUT_MS = 20_000;

interface Answer {
  status: number;
  /** The cookies that it sets, as `name=value`. */
  cookies: string[];
  body: string;
}

/**
 * A browser's one connection to the app, which stays open. It uses `node:http`, because `fetch` costs
 * more CPU time, and the app and this process share the machine.
 */
export function createClient(origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  function send(method: string, path: string, headers: Record<string, string>, body = '') {
    return new Promise<Answer>((resolve, reject) => {
      const fail = (cause: Error) => reject(new Error(`${origin}${path} failed`, { cause }));
      const options = { agent, method, headers, timeout: TIMEOUT_MS };
      const outgoing = request(origin + path, options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', fail).once('end', () => {
          const setCookies = incoming.headers['set-cookie'] ?? [];
          resolve({
            status: incoming.statusCode ?? 0,
            cookies: setCookies.map((cookie) => cookie.replace(/;.*/, '')),
            body: Buffer.concat(chunks).toString(),
          });
        });
      });
      outgoing.once('timeout', () => outgoing.destroy(new Error('It took too long.')));
      outgoing.once('error', fail).end(body);
    });
  }

  return {
    get: (path: string, cookie = '') => send('GET', path, { cookie }),
    postForm: (path: string, cookie: string, fields: Record<string, string>) => {
      const body = new URLSearchParams(fields).toString();
      const type = 'application/x-www-form-urlencoded';
      const length = String(Buffer.byteLength(body));
      return send('POST', path, { cookie, 'content-type': type, 'content-length': length }, body);
    },
    close: () => agent.destroy(),
  };
}

export type Client = ReturnType<typeof createClient>;
