import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import getPort from 'get-port';

import type { Listening } from '@/mocks/authsignal/index';

import { createTenant, type TestTenant } from '../support/authsignal/tenant';
import { SIGN_IN } from '../support/user/software-authenticator';
import { createClientApi } from '../support/authsignal/client-api';

let folder: string;
let file: string;
let tenant: TestTenant;
let http: Listening;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'authsignal-'));
  file = join(folder, 'kept', 'authsignal.jsonl');
  await start();
});

afterEach(async () => {
  await stop();
  await rm(folder, { recursive: true });
});

async function start() {
  const port = await getPort();
  tenant = createTenant({ baseUrl: `http://localhost:${port}/v1`, file });
  http = await tenant.emulator.listen({ port });
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
  tenant.emulator.reset();
  await stop();
  await start();

  expect(await tenant.server.getUser({ userId: 'ada' })).toMatchObject({ isEnrolled: false });
});

test('the emulator warns of a damaged line, and keeps the others', async () => {
  await tenant.browserOf('ada');
  const whole = await readFile(file, 'utf8');
  await tenant.browserOf('bob');
  await stop();
  const half = (await readFile(file, 'utf8')).slice(0, whole.length + 20);
  await writeFile(file, half);

  const warn = jest.spyOn(console, 'warn').mockImplementation();
  await start();
  expect(warn.mock.calls).toEqual([[expect.stringContaining(`${file} is damaged`)]]);
  expect(await readFile(`${file}.damaged`, 'utf8')).toBe(half);
  warn.mockRestore();
  await tenant.browserOf('eve');
  expect(await tenant.server.getUser({ userId: 'ada' })).toMatchObject({ isEnrolled: true });
  expect(await tenant.server.getUser({ userId: 'bob' })).toMatchObject({ isEnrolled: false });
  expect(await tenant.server.getUser({ userId: 'eve' })).toMatchObject({ isEnrolled: true });
});

test('a page of any origin may ask the client API, with the headers that the SDK sends', async () => {
  const url = `${http.url}/v1/client/challenge`;
  const origin = 'http://localhost:3000';

  const preflight = await fetch(url, { method: 'OPTIONS', headers: { Origin: origin } });
  expect(preflight.status).toBe(204);
  expect(Object.fromEntries(preflight.headers)).toMatchObject({
    'access-control-allow-origin': origin,
    'access-control-allow-headers': expect.stringMatching(/^Authorization, ?Content-Type$/),
    'access-control-allow-methods': expect.stringContaining('POST'),
    'access-control-max-age': expect.any(String),
  });

  const server = await fetch(`${http.url}/v1/validate`, {
    method: 'OPTIONS',
    headers: { Origin: origin },
  });
  expect(server.headers.get('access-control-allow-origin')).toBeNull();

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
  expect(await ask('/v1/unheard/of', '{}')).toEqual([401, 'unauthorized']);
  expect(await ask('/elsewhere', '{}')).toEqual([404, 'not_found']);
  const end = 'Connection: close\r\n\r\n';
  expect(await sendRaw(`GET / HTTP/1.1\r\nHost: a b\r\n${end}`)).toMatch(/^HTTP\/1.1 400 /);
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

test('after its end the emulator writes nothing', async () => {
  tenant.emulator.close();
  expect(() => tenant.emulator.seed({ users: [{ userId: 'ada' }] })).toThrow('closed');
});

test('closing the server ends what is open', async () => {
  const socket = connect(Number(new URL(http.url).port), '127.0.0.1');
  const ended = new Promise((resolve) => socket.on('close', resolve));
  await new Promise((resolve) => socket.on('connect', resolve));

  await http.close();

  await ended;
  await expect(fetch(http.url)).rejects.toThrow();
});

function sendRaw(text: string) {
  return new Promise<string>((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(http.url).port), '127.0.0.1', () => socket.write(text));
    socket.on('data', (data) => (answer += data)).on('error', reject);
    socket.on('end', () => resolve(answer));
  });
}
