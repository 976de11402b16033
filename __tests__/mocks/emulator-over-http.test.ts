import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import getPort from 'get-port';
import { http as handle } from 'msw';

import { serveHandlers, type HttpServer } from '@/mocks/serve-handlers';

import { createTenant, type TestTenant } from '../support/authsignal/tenant';
import { SIGN_IN } from '../support/user/software-authenticator';
import { createClientApi } from '../support/authsignal/client-api';

let folder: string;
let file: string;
let tenant: TestTenant;
let http: HttpServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'authsignal-'));
  file = join(folder, 'kept', 'authsignal.json');
  await start();
});

afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

async function start() {
  const port = await getPort();
  tenant = createTenant({ baseUrl: `http://localhost:${port}/v1`, file });
  http = await serveHandlers(tenant.handlers, { port });
}

async function stop() {
  await http.close();
  tenant.emulator.close();
}

test('browser and server meet one tenant over HTTP', async () => {
  const browser = await tenant.browserOf('ada');

  const token = await browser.signIn();

  expect(await tenant.server.validateChallenge({ token, ...SIGN_IN })).toMatchObject({
    isValid: true,
    userId: 'ada',
  });
});

test('passkeys and users outlive a restart', async () => {
  const { authenticator, ...browser } = await tenant.browserOf('ada');
  await browser.signIn();
  const before = await tenant.server.getAuthenticators({ userId: 'ada' });

  await stop();
  await start();

  expect(await tenant.server.getAuthenticators({ userId: 'ada' })).toEqual(before);
  const token = await tenant.browser({ authenticator }).signIn();
  expect(await tenant.server.validateChallenge({ token })).toMatchObject({ userId: 'ada' });
});

test('what was cleared stays cleared', async () => {
  await tenant.browserOf('ada');
  tenant.emulator.close();
  expect(await readFile(file, 'utf8')).toContain('"userId":"ada"');

  tenant.emulator.clear();
  await stop();
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ users: [], passkeys: [] });
  await start();
});

test('the emulator warns of a file with another shape, and starts empty', async () => {
  await tenant.browserOf('ada');
  await stop();
  await writeFile(file, (await readFile(file, 'utf8')).replace('"passkeys"', '"keys"'));

  const warn = jest.spyOn(console, 'warn').mockImplementation();
  await start();
  expect(warn.mock.calls).toEqual([[expect.stringContaining(`${file} is damaged`)]]);
  warn.mockRestore();
  await tenant.browserOf('bob');
  expect(await tenant.server.getUser({ userId: 'ada' })).toMatchObject({ isEnrolled: false });
  expect(await tenant.server.getUser({ userId: 'bob' })).toMatchObject({ isEnrolled: true });
});

test('a page of any origin may ask, with the headers that the SDK sends', async () => {
  const url = `${http.url}/v1/client/challenge`;
  const origin = 'http://localhost:3000';

  const preflight = await fetch(url, { method: 'OPTIONS', headers: { Origin: origin } });
  expect(preflight.status).toBe(204);
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-headers': 'Authorization, Content-Type',
    'access-control-allow-methods': expect.stringContaining('POST'),
    'access-control-max-age': expect.any(String),
  });

  const refusal = await fetch(url, { method: 'POST', headers: { Origin: origin } });
  expect(refusal.status).toBe(401);
  expect(refusal.headers.get('access-control-allow-origin')).toBe(origin);
});

test('whatever is sent, the answer is JSON with an error that can be read', async () => {
  const headers = { Authorization: `Basic ${btoa(tenant.tenantId)}` };
  const ask = async (path: string, body?: string) => {
    const response = await fetch(http.url + path, { method: 'POST', headers, body });
    return [response.status, (await response.json()).error];
  };

  expect(await ask('/v1/client/challenge', '{')).toEqual([400, 'invalid_request']);
  expect(await ask('/v1/client/challenge', 'x'.repeat(70_000))).toEqual([413, 'too_large']);
  expect(await ask('/v1/users/%zz/actions/pay', '{}')).toEqual([400, 'bad_request']);
  expect(await ask('/v1/unheard/of', '{}')).toEqual([501, 'not_emulated']);
  expect(await ask('/elsewhere', '{}')).toEqual([404, 'not_found']);
  expect(await sendRaw('NOT HTTP\r\n\r\n')).toMatch(/^HTTP\/1.1 400 .*{"error":"bad_request"}$/s);
});

test('garbage is answered in Authsignal’s own form', async () => {
  const client = createClientApi(tenant);
  const token = await tenant.enrollmentToken('ada');
  const attestation = { clientDataJSON: 'AAAA', attestationObject: 'AAAA' };
  const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} };
  const refusals = [
    [await client.post('challenge', 'no json'), 400, 'invalid_request'],
    [await client.post('challenge', { action: 'no code!' }), 400, 'invalid_request'],
    [await client.post('verify/passkey', []), 400, 'invalid_request'],
    [await client.verify('unknown', { ...credential, id: '*' }), 400, 'invalid_request'],
    [await client.post('verify/sms', {}), 501, 'not_emulated'],
    [await client.post('user-authenticators/passkey', {}), 401, 'unauthorized'],
  ] as const;
  for (const [answer, status, code] of refusals) {
    expect(answer).toEqual({
      status,
      error: code,
      errorCode: code,
      errorDescription: expect.any(String),
    });
  }

  const { challengeId } = await client.startRegistration(token);
  const forged = { ...credential, response: attestation };
  expect(await client.addPasskey(token, challengeId, forged)).toMatchObject({ isVerified: false });
});

test('a handler that fails is an error of the server, and says no more', async () => {
  const log = jest.spyOn(console, 'error').mockImplementation();
  const fails = handle.get('*', () => {
    throw new Error('secret');
  });
  const server = await serveHandlers([fails], { port: await getPort() });

  const response = await fetch(server.url);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('secret');
  log.mockRestore();
  await server.close();
});

test('closing the server ends what is open', async () => {
  const socket = connect(http.port, '127.0.0.1');
  const ended = new Promise((resolve) => socket.on('close', resolve));
  await new Promise((resolve) => socket.on('connect', resolve));

  await http.close();

  await ended;
  await expect(fetch(http.url)).rejects.toThrow();
});

function sendRaw(text: string) {
  return new Promise<string>((resolve, reject) => {
    let answer = '';
    const socket = connect(http.port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => (answer += data)).on('error', reject);
    socket.on('end', () => resolve(answer));
  });
}
