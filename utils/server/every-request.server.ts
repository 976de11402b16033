import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, Server, ServerResponse } from 'node:http';

import { z } from 'zod';

import { devToolSources } from '@/utils/base/env.server';
import { REQUEST_ID_HEADER } from '@/utils/base/current-request.server';
import { securityHeaders } from '@/utils/server/security-headers.server';
import { tameRequest } from '@/utils/server/refuse-crowded-requests.server';

const exchange = z.object({
  request: z.instanceof(IncomingMessage),
  response: z.instanceof(ServerResponse),
  server: z.instanceof(Server),
});

/**
 * Gives every answer of this process its headers, and every request an id that no client chooses,
 * before Next.js sees the request. Node.js tells of each one here: nodejs.org/api/diagnostics_channel.
 *
 * Next.js's own `proxy.ts` does not run for its redirects of `/page/` and `//page`, answers TRACE with
 * a 500, and halves the requests that the app can answer in a second.
 *
 * A request that arrives while Next.js still starts, before it calls this, goes without, and so does one
 * that Node.js cannot read, which it answers itself: 400, 408, 431.
 */
export function dressEveryAnswer(): void {
  const headers = new Headers(securityHeaders());
  const isBuild = devToolSources().length === 0;

  subscribe('http.server.request.start', (message) => {
    const { request, response, server } = exchange.parse(message);
    const id = crypto.randomUUID();
    request.headers[REQUEST_ID_HEADER] = id; // guard: request-id
    // Next.js serves no folder with a dot in front, and a rewrite of its own adds 3 KB to every page.
    request.url = request.url?.replace(/^\/\.well-known\/(?=passkey|webauthn)/, '/api/well-known/');
    tameRequest(request); // guard: crowded-requests
    response.setHeaders(headers).setHeader(REQUEST_ID_HEADER, id); // guard: security-headers
    // What nobody has read of a body stands in the way of the next request of the connection.
    response.once('finish', () => request.resume());

    // A build has no other protocol to offer, and answers as if none were asked for (RFC 9110, section
    // 7.8). Next.js would hold the connection for ever, or end it without a word.
    if (isBuild) server.removeAllListeners('upgrade');
  });
}
