import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Server } from 'node:net';

import { z } from 'zod';

import { REQUEST_ID_HEADER } from '@/utils/base/current-request.server';
import { devToolSources, env } from '@/utils/base/env.server';
import { log } from '@/utils/base/log.server';
import { refuseCrowdedRequest } from '@/utils/server/refuse-crowded-requests.server';
import { securityHeaders } from '@/utils/server/security-headers.server';

const exchange = z.object({
  request: z.instanceof(IncomingMessage),
  response: z.instanceof(ServerResponse),
  // Any that speaks HTTP/1.1, also over TLS, or beside HTTP/2.
  server: z.instanceof(Server),
});

/**
 * Silent on a serverless host, and before Next.js has started. Adds security headers to every response and a
 * server-made id to every request (nodejs.org/api/diagnostics_channel). Next.js's own `proxy.ts` misses its
 * redirects of `/page/` and `//page`, answers TRACE with a 500, and halves the requests per second.
 */
export function prepareEveryRequest(): void {
  const headers = new Headers(securityHeaders());
  // Next.js would hold a connection that asks for an upgrade, which a server may ignore (RFC 9110, section 7.8).
  let mustIgnoreUpgrades = devToolSources().length === 0;

  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = exchange.parse(message);
    const id = crypto.randomUUID();
    request.headers[REQUEST_ID_HEADER] = id; // guard: request-id
    // Next.js serves no folder with a dot, and a rewrite of its own adds 3 KB to every page.
    request.url = request.url?.replace(/^\/\.well-known\/(?=passkey|webauthn)/, '/api/well-known/');
    refuseCrowdedRequest(request); // guard: crowded-requests
    // Read now: it is gone once the client has hung up.
    void request.socket.remoteAddress;
    response.setHeaders(headers).setHeader(REQUEST_ID_HEADER, id); // guard: security-headers
    // Next.js says nothing on some redirects, such as that of `/page/`, which may then be stored with their query.
    if (!isFile(request.url)) response.setHeader('Cache-Control', 'no-store'); // guard: stored-redirects
    // Drains an unread body, or the next request on this connection stalls.
    response.once('finish', () => request.resume());

    warnOfProxy(request); // guard: unknown-proxy
    if (mustIgnoreUpgrades) server.removeAllListeners('upgrade');
    mustIgnoreUpgrades = false;
  });
}

/** A file has a dot in its path, and says itself how long it may be stored. */
const isFile = (target = '') => /^[^?]*\./.test(target);

let hasWarned = false;

/** Once per process: all users may be one client to the limits, and a stranger could use these up for all. */
function warnOfProxy({ headers }: IncomingMessage): void {
  if (hasWarned || !headers['x-forwarded-for'] || env().TRUSTED_PROXY_HOPS > 0) return;
  hasWarned = true;
  log.warn({ event: 'proxy_not_trusted', help: 'Behind a proxy, set TRUSTED_PROXY_HOPS.' });
}
