import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { runApp } from '../support/running-app';
import { expect, withApp } from './support/test';

let calls = 0;

/** Begins an answer and sends it a byte at a time, for ever. */
async function startDrip(): Promise<Server> {
  const server = createServer((_req, res) => {
    calls += 1;
    res.writeHead(200, { 'Content-Type': 'application/json' });
    const timer = setInterval(() => res.write(' '), 200);
    res.on('close', () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return server;
}

const test = withApp(async () => {
  const drip = await startDrip();
  const { port } = drip.address() as AddressInfo;
  const app = await runApp({
    env: { NEXT_PUBLIC_AUTHSIGNAL_API_HOST: `http://localhost:${port}/v1` },
  });
  return {
    ...app,
    async close() {
      await app.close();
      drip.closeAllConnections();
      drip.close();
    },
  };
});

test('the built app gives up an Authsignal that answers a byte at a time', async ({
  request,
  app,
}) => {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const answer = await request.post('/api/auth/callback/credentials', {
    form: { csrfToken, signInToken: 'a-token-of-some-length', json: 'true' },
    timeout: 10_000,
  });

  expect(answer.status()).toBe(503);
  expect(await (await request.get('/api/auth/session')).json()).toEqual({});
  expect(calls).toBe(1);
  await expect.poll(() => app.output()).toContain('"event":"authsignal_failed"');
});
