import { Agent, request } from 'node:http';

const TIMEOUT_MS = 20_000;

export interface Answer {
  status: number;
  location: string;
  /** Name and value of each cookie that was set. */
  cookies: string[];
  body: string;
}

/** A browser's one connection to the app, kept open, and as little work as Node.js can make of it. */
export function createClient(origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });

  function send(method: string, path: string, headers: Record<string, string>, body = '') {
    return new Promise<Answer>((resolve, reject) => {
      const options = { agent, method, headers, timeout: TIMEOUT_MS };
      const outgoing = request(origin + path, options, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject).once('end', () => {
          const cookies = (incoming.headers['set-cookie'] ?? []).map((cookie) =>
            cookie.replace(/;.*/, ''),
          );
          const { statusCode: status = 0, headers } = incoming;
          const { location = '' } = headers;
          resolve({ status, location, cookies, body: Buffer.concat(chunks).toString() });
        });
      });
      outgoing.once('timeout', () => outgoing.destroy(new Error(`${path} took too long.`)));
      outgoing.once('error', reject).end(body);
    });
  }

  return {
    get: (path: string, cookie = '') => send('GET', path, { cookie }),
    postForm: (
      path: string,
      cookie: string,
      fields: Record<string, string>,
      more: Record<string, string> = {},
    ) => {
      const body = new URLSearchParams(fields).toString();
      const type = 'application/x-www-form-urlencoded';
      const length = String(Buffer.byteLength(body));
      const headers = { cookie, 'content-type': type, 'content-length': length, ...more };
      return send('POST', path, headers, body);
    },
    close: () => agent.destroy(),
  };
}

export type Client = ReturnType<typeof createClient>;
