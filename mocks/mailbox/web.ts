import { createServer, type IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

import { listen } from './listen';
import type { MailStore } from './mail-store';
import { notFound, refusal, type Reply } from './reply';
import { createRoutes, type Route } from './routes';

type Options = { host: string; port: number; store: MailStore };

/** Serves the mailbox's pages and its JSON. */
export async function startWeb({ host, port, store }: Options) {
  const routes = createRoutes(store);

  const server = createServer((request, response) => {
    const { status, headers, body } = hasLocalHostHeader(request, host)
      ? answer(request, routes)
      : refusal(421, 'This mailbox is available at localhost only.');
    response.writeHead(status, headers).end(body);
  });

  return {
    port: await listen(server, port, host),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Refuses other host names, because an attacker's name can point to this machine (DNS rebinding). */
function hasLocalHostHeader({ headers }: IncomingMessage, ownHost: string) {
  const name = (headers.host ?? '').replace(/:\d*$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === ownHost || name === 'localhost' || name.endsWith('.localhost') || isIP(name) > 0;
}

function answer({ method = 'GET', url = '/' }: IncomingMessage, routes: Route[]): Reply {
  const [path = '/', query] = url.split('?', 2);

  for (const { path: pattern, methods } of routes) {
    const match = pattern.exec(path);
    if (!match) continue;

    const act = methods[method === 'HEAD' ? 'GET' : method];
    if (act) return act({ id: match[1] ?? '', query: new URLSearchParams(query) });

    const allow = Object.keys(methods).flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : name));
    return refusal(405, 'That method is not supported here.', { Allow: allow.join(', ') });
  }

  return notFound();
}
