import { createServer, type IncomingMessage } from 'node:http';

import { getResponse, type RequestHandler } from 'msw';

const LARGEST_BODY = 64 * 1024;

export type HttpServer = { url: string; port: number; close(): Promise<void> };

/**
 * Serves msw handlers over HTTP, so that a browser and an app's server meet the same ones. To the
 * handlers every request is one to localhost, by whatever name the server was reached.
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

  // What Node cannot read as HTTP never becomes a request.
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
    // A path that cannot be percent-decoded, or a client that has gone.
    if (error instanceof URIError || !incoming.complete) return failure(400, 'bad_request');
    console.error(error);
    return failure(500, 'internal_error');
  }
}

/** Reads to the end, so that the answer arrives, but keeps no more than a body may have. */
async function readBody(incoming: IncomingMessage) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  return size <= LARGEST_BODY ? Buffer.concat(chunks) : undefined;
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

/** No handler believes a cookie, so any origin may call: what counts is the Authorization header. */
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
