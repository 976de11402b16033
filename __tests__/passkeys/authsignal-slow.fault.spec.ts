import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { test as base } from '../support/browser/other-app';
import { expect } from '../support/browser/test';

interface Drip {
  url: string;
  /** How often it was called. */
  calls(): number;
  close(): void;
}

/** Begins an answer and sends it a byte at a time, for ever. */
async function startDrip(): Promise<Drip> {
  let calls = 0;
  const server = createServer((_req, res) => {
    calls += 1;
    res.writeHead(200, { 'Content-Type': 'application/json' });
    const timer = setInterval(() => res.write(' '), 200);
    res.on('close', () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}/v1`,
    calls: () => calls,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const test = base.extend<{ drip: Drip }>({
  drip: async ({}, use) => {
    const drip = await startDrip();
    await use(drip);
    drip.close();
  },
  variables: ({ drip }, use) => use({ NEXT_PUBLIC_AUTHSIGNAL_API_HOST: drip.url }),
});

test('the built app gives up an Authsignal that answers a byte at a time', async ({
  request,
  drip,
  otherApp,
}) => {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const answer = await request.post('/api/auth/callback/credentials', {
    form: { csrfToken, signInToken: 'a-token-of-some-length', json: 'true' },
    timeout: 10_000,
  });

  expect(answer.status()).toBe(503);
  expect(await (await request.get('/api/auth/session')).json()).toEqual({});
  expect(drip.calls()).toBe(1);
  await expect.poll(() => otherApp.output()).toContain('"event":"authsignal_failed"');
});
