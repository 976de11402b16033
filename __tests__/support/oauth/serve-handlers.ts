import { createServer, type IncomingMessage } from 'node:http';

import { getResponse, type RequestHandler } from 'msw';

const MAX_BODY_BYTES = 64 * 1024;

export type HttpServer = { url: string; port: number; close(): Promise<void> };

/**
 * Serves msw handlers over HTTP, so that browsers and the app's server use the same ones. The handlers
 * see every request as one to localhost, regardless of its Host header. Rejects if the port is taken.
 */
export async function serveHandlers(
  handlers: RequestHandler[],
  { port, host = '127.0.0.1' }: { port: number; host?: string },
): Promise<HttpServer> {
  const origin = `http://localhost:${port}`;

  const server = createServer(async (incoming, outgoing) => {
    const response = await answer(handlers, incoming, origin);
    const headers = { ...Object.fromEntries(response.headers), ...corsHeaders(incoming) };
    outgoing.writeHead(response.status, headers).end(Buffer.from(await response.arrayBuffer()));
  });

  // Malformed HTTP never becomes a request.
  server.on('clientError', (_error, socket) => {
    if (!socket.writable) return socket.destroy();
    const body = '{"error":"bad_request"}';
    const type = `Content-Type: application/json\r\nContent-Length: ${body.length}`;
    socket.end(`HTTP/1.1 400 Bad Request\r\nConnection: close\r\n${type}\r\n\r\n${body}`);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });

  return {
    url: origin,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(handlers: RequestHandler[], incoming: IncomingMessage, origin: string) {
  if (incoming.method === 'OPTIONS') return new Response(null, { status: 204 });
  try {
    const body = await readBody(incoming);
    if (!body) return failure(413, 'too_large');

    const request = toRequest(incoming, origin, body);
    if (!request) return failure(400, 'bad_request');
    return (await getResponse(handlers, request)) ?? failure(404, 'not_found');
  } catch (error) {
    // The path has a bad percent-encoding, or the client has disconnected.
    if (error instanceof URIError || !incoming.complete) return failure(400, 'bad_request');
    console.error(error);
    return failure(500, 'internal_error');
  }
}

/** Returns undefined for a body over the limit. Reads it to the end, so that the client gets the answer. */
async function readBody(incoming: IncomingMessage) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return size <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

function toRequest(
  { method, url, headersDistinct }: IncomingMessage,
  origin: string,
  body: Buffer,
) {
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  try {
    return new Request(origin + url, {
      method,
      headers,
      body: body.length > 0 ? new Uint8Array(body) : undefined,
    });
  } catch {
    return undefined;
  }
}

function failure(status: number, error: string) {
  return Response.json({ error, errorCode: error, errorDescription: error }, { status });
}

/** Any origin may call, because handlers read the Authorization header and no cookie. */
function corsHeaders({ headers, method }: IncomingMessage): Record<string, string> {
  if (!headers.origin) return {};
  return {
    'Access-Control-Allow-Origin': headers.origin,
    'Access-Control-Allow-Credentials': 'true',
    Vary: 'Origin',
    ...(method === 'OPTIONS' && {
      'Access-Control-Allow-Methods': 'GET, POST, PATCH, DELETE',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type',
      'Access-Control-Max-Age': '7200',
    }),
  };
}
