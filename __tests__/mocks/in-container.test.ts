import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startLocalServices } from '../../mocks/start-local-services';
import { reaches, runMocksInContainer } from '../support/processes/dev-command';
import { freePort } from '../support/processes/free-port';

const DATABASE_URL = 'postgresql://127.0.0.1:1/app';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'in-container-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** As a published port does, it leads to another address than that of localhost. Only Linux has it. */
const fromOutside = (url: string) =>
  reaches(Object.assign(new URL(url), { hostname: '127.0.0.2' }).href);
const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('in a container, the local services are reached from outside of it', async () => {
  const mocks = runMocksInContainer(folder, { DATABASE_URL });
  const emulator = await mocks.line(/Authsignal +(\S+)/);
  const mailbox = await mocks.line(/Mailbox +(\S+)/);
  expect(await fromOutside(`${emulator}/v1/nothing`)).toBe(401);
  expect(await fromOutside(mailbox)).toBe(200);
  mocks.child.kill('SIGTERM');
  expect(await mocks.ended).toBe(0);
});

onLinux('on a laptop they are not', async () => {
  const options = { appOrigin: 'http://localhost:3000', folder, findPort: freePort };
  const local = await startLocalServices(options, { DATABASE_URL });
  for (const { name, address, isLocal } of local.services) {
    if (isLocal) expect([name, await fromOutside(address)]).toEqual([name, 'nobody']);
  }
  await local.close();
});

test('the emulator takes the key that it is given', async () => {
  const tenantSecretKey = 'a-key-that-the-app-has-too';
  const mocks = runMocksInContainer(folder, {
    DATABASE_URL,
    AUTHSIGNAL_TENANT_SECRET_KEY: tenantSecretKey,
  });
  const emulator = await mocks.line(/Authsignal +(\S+)/);
  const ask = async (key: string) => {
    const headers = { Authorization: `Basic ${btoa(`${key}:`)}` };
    return (await fetch(`${emulator}/v1/users/ada/authenticators`, { headers })).status;
  };
  expect(await ask(tenantSecretKey)).toBe(200);
  expect(await ask('another')).toBe(401);
  mocks.child.kill('SIGTERM');
  await mocks.ended;
});

test('compose.yaml names all variables that the app needs', async () => {
  const [example, compose] = await Promise.all(
    ['.env.example', 'compose.yaml'].map((file) => readFile(file, 'utf8')),
  );
  const names = example?.match(/^\w+(?==)/gm) ?? [];
  const [, app = ''] = compose?.split(/^ {2}app:$/m) ?? [];
  expect(names.filter((name) => !app.includes(` ${name}: `))).toEqual([
    'TRUSTED_PROXY_HOPS',
    'PASSKEY_RELATED_ORIGINS',
    'SHUTDOWN_DELAY_SECONDS',
    'CRON_SECRET',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'GITHUB_ID',
    'GITHUB_SECRET',
    'GOOGLE_CLIENT_ID',
    'GOOGLE_CLIENT_SECRET',
  ]);
});
