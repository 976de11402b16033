import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createSecureServer as createHttp2Server } from 'node:http2';
import { Agent, createServer as createHttpsServer, get } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';

import type { DocumentContext } from 'next/document';

import { testCertificate } from '../support/app/certificate';
import { dressAnswers } from '../support/app/dressed-answers';
import { setAppEnvironment } from '../support/app/environment';

/** Servers of one's own, which speak TLS without a proxy. To a client that knows no HTTP/2 both speak HTTP/1.1. */
const secureServers: Record<string, (listener: RequestListener) => Server> = {
  // Longer than a test lasts: Node.js itself hangs up after five seconds.
  https: (listener) =>
    createHttpsServer({ ...testCertificate(), keepAliveTimeout: 60_000 }, listener),
  'HTTP/2 with a way back to HTTP/1.1': (listener) =>
    createHttp2Server({ ...testCertificate(), allowHTTP1: true }).on('request', listener),
};

const cleanUps: (() => void)[] = [];
let logLines: string[];
beforeEach(async () => {
  jest.resetModules();
  setAppEnvironment();
  ({ logLines } = await import('../support/app/captured-pino'));
});
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

const dress = async () => void cleanUps.push(await dressAnswers());

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

function newAgent() {
  const agent = new Agent({ keepAlive: true });
  cleanUps.push(() => agent.destroy());
  return agent;
}

/** Asks over TLS, and reads the answer to its end. The connection stays open. */
async function ask(port: number, agent = newAgent()): Promise<IncomingMessage> {
  const request = get({ port, host: '127.0.0.1', rejectUnauthorized: false, agent });
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    request.once('response', resolve).once('error', reject),
  );
  await once(answer.resume(), 'end');
  return answer;
}

/** Has this process hear SIGTERM, without the clock at whose end it would stop, and without what else hears it. */
function receiveSigterm(prepare: () => void): void {
  const once = jest.spyOn(process, 'once');
  const others = [
    jest.spyOn(process, 'listeners').mockReturnValue([]),
    jest.spyOn(process, 'removeAllListeners').mockReturnValue(process),
  ];
  prepare();
  const [[signal, stop] = []] = once.mock.calls;
  for (const spy of [once, ...others]) spy.mockRestore();
  expect(signal).toBe('SIGTERM');
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'performance'] });
  stop?.();
  jest.useRealTimers();
}

describe.each(Object.entries(secureServers))('%s', (_name, create) => {
  test('an answer over TLS has the headers and the id that each answer has', async () => {
    await dress();
    const ids: unknown[] = [];
    const server = create((req, res) => {
      ids.push(req.headers['x-request-id']);
      res.end('Hello');
    });
    const { headers } = await ask(await listen(server));
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'strict-transport-security': expect.stringMatching(/^max-age=\d{8}/),
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(ids).toEqual([headers['x-request-id']]);
  });

  test('a server that has to stop hangs up on a client over TLS that asks for nothing more', async () => {
    const { shutDownGracefully } = await import('@/utils/server/graceful-shutdown.server');
    const idle: Socket[] = [];
    const server = create((_req, res) => res.end('Hello')).on('secureConnection', (socket) =>
      idle.push(socket),
    );
    const port = await listen(server);
    await ask(port);
    receiveSigterm(shutDownGracefully);

    await ask(port);
    expect(idle).toHaveLength(2);
    await Promise.all(idle.map((socket) => socket.destroyed || once(socket, 'close')));
  });
});

/** Serves a page, as Next.js renders it, without what is in it. */
async function servePage(): Promise<string> {
  const { default: Document } = await import('@/pages/_document');
  const server = createServer(async (req, res) => {
    const renderPage = () => ({ html: 'A page' });
    const context: DocumentContext = {
      req,
      res,
      pathname: '/signin',
      query: {},
      AppTree: () => null,
      renderPage,
      defaultGetInitialProps: async () => renderPage(),
    };
    await Document.getInitialProps(context).then(
      ({ html }) => res.end(html),
      () => res.writeHead(500).end(),
    );
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

const eventsOf = (event: string) =>
  logLines
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((line) => line.event === event);

test('a page without security headers is not sent, and the log says what to do', async () => {
  const page = await servePage();
  expect(await fetch(page)).toMatchObject({ status: 500 });
  expect(eventsOf('security_headers_missing')).toMatchObject([
    { help: expect.stringContaining('docs/production.md') },
  ]);

  await dress();
  const answer = await fetch(page);
  expect(await answer.text()).toBe('A page');
  expect(eventsOf('security_headers_missing')).toHaveLength(1);
});

test('a page that the build renders needs no headers, because no server is there', async () => {
  const { requireSecurityHeaders } = await import('@/utils/server/require-security-headers.server');
  expect(() => requireSecurityHeaders(undefined)).not.toThrow();
});

const throughProxy = { headers: { 'X-Forwarded-For': '192.0.2.1' } };

test('a proxy that the app was not told of is in the log, once', async () => {
  await dress();
  const origin = `http://127.0.0.1:${await listen(createServer((_req, res) => res.end()))}`;
  await fetch(origin);
  expect(eventsOf('proxy_not_trusted')).toEqual([]);
  await fetch(origin, throughProxy);
  await fetch(origin, throughProxy);
  expect(eventsOf('proxy_not_trusted')).toMatchObject([
    { level: 40, help: expect.stringContaining('TRUSTED_PROXY_HOPS') },
  ]);
  expect(logLines.join()).not.toContain('192.0.2.1');
});

test('a proxy that the app trusts is no matter for the log', async () => {
  jest.replaceProperty(process, 'env', { ...process.env, TRUSTED_PROXY_HOPS: '1' });
  cleanUps.push(() => jest.restoreAllMocks());
  await dress();
  const origin = `http://127.0.0.1:${await listen(createServer((_req, res) => res.end()))}`;
  await fetch(origin, throughProxy);
  expect(logLines).toEqual([]);
});
