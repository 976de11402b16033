import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { setAppEnvironment } from '../support/app/environment';
import { dressAnswers } from '../support/app/dressed-answers';
import { sendRaw } from '../support/app/raw-http';

let server: Server;
let origin: string;
let undress: () => void;
const seen: IncomingMessage[] = [];
beforeAll(async () => {
  setAppEnvironment();
  undress = await dressAnswers();
  server = createServer((req, res) => {
    seen.push(req);
    res.end('Hello');
  });
  // As Next.js does, which then answers nothing.
  server.on('upgrade', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  undress();
  server.close();
  server.closeAllConnections();
});

test('every answer has its headers, whatever answers', async () => {
  const { headers } = await fetch(origin);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-security-policy': expect.stringMatching(
      /^default-src 'self'; script-src 'self'; style-src 'self'; .*object-src 'none'; base-uri 'none'; frame-ancestors 'none'$/,
    ),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': expect.stringContaining('publickey-credentials-create=(self)'),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'strict-transport-security': expect.stringMatching(/^max-age=\d{8}; includeSubDomains$/),
    'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
  });
  expect(headers.get('content-security-policy')).not.toContain('unsafe');
});

test('no answer is stored that does not say so, but for files', async () => {
  const storedFor = async (path: string) =>
    (await fetch(origin + path)).headers.get('cache-control');
  for (const path of ['/', '/signin/', '/signin/confirm?token=a.b']) {
    expect(await storedFor(path)).toBe('no-store');
  }
  expect(await storedFor('/icon.svg')).toBeNull();
});

test('a request has the id of its answer, and not one that the client chose', async () => {
  const { headers } = await fetch(origin, { headers: { 'X-Request-Id': 'chosen' } });
  expect(seen.at(-1)?.headers['x-request-id']).toBe(headers.get('x-request-id'));
  expect(headers.get('x-request-id')).not.toBe('chosen');
});

test('a request that names the server becomes one for its path', async () => {
  for (const [target, path] of [
    ['http://elsewhere.example/signin?a', '/signin?a'],
    ['https://elsewhere.example', '/'],
    ['/signin?url=http://elsewhere.example', '/signin?url=http://elsewhere.example'],
  ]) {
    const request = `GET ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
    await sendRaw(origin, { bytes: Buffer.from(request), isComplete: true });
    expect(seen.at(-1)?.url).toBe(path);
  }
});

test('who asks for another protocol is answered in this one', async () => {
  await fetch(origin);
  const request = `GET /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n`;
  const answer = await sendRaw(origin, { bytes: Buffer.from(request), isComplete: true });
  expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('Hello') });
});

test('a request about the whole server becomes one for a page that is not there', async () => {
  const request = `OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
  await sendRaw(origin, { bytes: Buffer.from(request), isComplete: true });
  expect(seen.at(-1)?.url).toBe('/*');
});

test('a query of more than a hundred parameters is led nowhere', async () => {
  const parameters = (count: number) => Array.from({ length: count }, () => 'a').join('&');
  await fetch(`${origin}/signin?${parameters(100)}`);
  expect(seen.at(-1)?.url).toBe(`/signin?${parameters(100)}`);
  for (const crowd of [parameters(101), `?b?${parameters(7_000)}`]) {
    await fetch(`${origin}/signin?${crowd}`);
    expect(seen.at(-1)?.url).toBe('/.crowded');
  }
});

test('so are more cookies than browsers keep for a site', async () => {
  const Cookie = (count: number) => Array.from({ length: count }, () => 'a=%').join(';');
  await fetch(origin, { headers: { Cookie: Cookie(200) } });
  expect(seen.at(-1)?.url).toBe('/');
  await fetch(origin, { headers: { Cookie: Cookie(201) } });
  expect(seen.at(-1)?.url).toBe('/.crowded');
});

test('of what a browser calls itself, as much is read as browsers say', async () => {
  const longest = 'x'.repeat(512);
  await fetch(origin, { headers: { 'User-Agent': longest } });
  expect(seen.at(-1)?.headers['user-agent']).toBe(longest);
  await fetch(origin, { headers: { 'User-Agent': `${longest}/Version/` } });
  expect(seen.at(-1)?.headers['user-agent']).toBe(longest);
});
