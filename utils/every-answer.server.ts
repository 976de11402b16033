import { subscribe } from 'node:diagnostics_channel';
import { IncomingMessage, ServerResponse } from 'node:http';

import { z } from 'zod';

import { REQUEST_ID_HEADER } from '@/utils/request-context.server';
import { securityHeaders } from '@/utils/security-headers.server';

const exchange = z.object({
  request: z.instanceof(IncomingMessage),
  response: z.instanceof(ServerResponse),
});

/**
 * Gives every answer of this process its headers, and every request an id that no client chooses,
 * before Next.js sees the request. Node.js tells of each one here: nodejs.org/api/diagnostics_channel.
 *
 * Next.js's own `proxy.ts` does not run for its redirects of `/page/` and `//page`, answers TRACE with
 * a 500, and halves the requests that the app can answer in a second.
 *
 * A request that arrives while Next.js still starts, before it calls this, goes without.
 */
export function dressEveryAnswer(): void {
  const headers = new Headers(securityHeaders());

  subscribe('http.server.request.start', (message) => {
    const { request, response } = exchange.parse(message);
    const id = crypto.randomUUID();
    request.headers[REQUEST_ID_HEADER] = id;
    // Legal for OPTIONS (RFC 9112, section 3.2.4); Next.js answers each of them with a 500.
    if (request.url?.startsWith('*')) request.url = `/${request.url}`;
    response.setHeaders(headers).setHeader(REQUEST_ID_HEADER, id);
  });
}
