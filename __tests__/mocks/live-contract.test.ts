import { createServer, type Server } from 'node:http';

import { getRequestListener } from '@hono/node-server';

import { contract } from '../support/authsignal/contract/contract';
import { createTenant, type TestTenant } from '../support/authsignal/tenant';
import { outcome, spawnScript } from '../support/processes/script';

let tenant: TestTenant;
let server: Server;
/** What the tenant answers, before anybody has changed it. */
let change = (body: string) => body;

beforeAll(async () => {
  tenant = createTenant({ now: undefined });
  const listener = getRequestListener(async (request) => {
    const response = await tenant.emulator.fetch(request);
    return new Response(change(await response.text()), response);
  });
  server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => (change = (body) => body));
afterAll(() => server.close());

const compare = (named: boolean) => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const env = {
    AUTHSIGNAL_LIVE_SECRET_KEY: tenant.secretKey,
    AUTHSIGNAL_LIVE_TENANT_ID: tenant.tenantId,
    AUTHSIGNAL_LIVE_API_HOST: named ? `http://127.0.0.1:${port}/v1` : undefined,
  };
  return outcome(spawnScript('__tests__/live/run.ts', { env }));
};

/** Users of the cases that begin an action with attributes. */
async function findUsers(email: string): Promise<unknown> {
  const headers = { Authorization: `Basic ${btoa(`${tenant.secretKey}:`)}` };
  const url = `${tenant.baseUrl}/users?email=${email}`;
  return (await tenant.emulator.fetch(new Request(url, { headers }))).json();
}

test('a tenant that keeps the contract does not differ, and no user is left there', async () => {
  const { code, stdout } = await compare(true);
  expect(stdout).toContain(`${contract.length} facts, 0 differences`);
  expect(code).toBe(0);
  expect(await findUsers('not-a-real-address@example.com')).toEqual({ users: [] });
});

test('a field that is missing is named, with the question, and is the one difference', async () => {
  change = (body) => body.replace(/,"verifiedAt":"[^"]*"(?=\}$)/, '');
  const { code, stdout } = await compare(true);
  const differences = stdout.split('\n').filter((line) => line.startsWith('        '));
  expect(differences).toEqual([
    expect.stringMatching(
      /GET \/client\/user-authenticators\/passkey\?\S+: missing field answer\.verifiedAt$/,
    ),
  ]);
  expect(stdout).toContain(`${contract.length} facts, 1 difference\n`);
  expect(code).toBe(1);
});

test('without a tenant, nothing is asked, and that is said in one line', async () => {
  const { code, stdout, stderr } = await compare(false);
  expect(stdout).toMatch(/^Nothing was compared: [^\n]+\n$/);
  expect([code, stderr]).toEqual([0, '']);
});
