import { setupServer } from 'msw/node';

import { createEmulator } from '@/mocks/authsignal/emulator';

import { type ServedEmulator, serveEmulator } from '../support/authsignal/served';

let at: ServedEmulator;

beforeEach(async () => {
  at = await serveEmulator();
});
afterEach(() => at.close());

const save = (email: string) =>
  at.server.updateUser({ userId: 'ada', attributes: { email } }).catch((error: unknown) => error);
const saved = () => at.emulator.state().users[0]?.email;

test('a status is answered in Authsignal’s form, and nothing is done', async () => {
  const faults = [{ operation: 'updateUser', kind: 'status', status: 503 }];
  expect(await at.control('PUT', '/faults', { faults })).toMatchObject({ status: 204 });
  expect(await save('a@b.test')).toMatchObject({ statusCode: 503, errorCode: 'injected_fault' });
  expect(saved()).toBeUndefined();
  await expect(at.server.getUser({ userId: 'ada' })).resolves.toBeDefined();

  at.emulator.setFaults([{ kind: 'status', status: 429 }]);
  expect(await save('a@b.test')).toMatchObject({ errorCode: 'too_many_requests' });

  at.emulator.setFaults([]);
  await save('a@b.test');
  expect(saved()).toBe('a@b.test');
});

test('latency delays the answer, and it is done', async () => {
  at.emulator.setFaults([{ kind: 'latency', ms: 150 }]);
  const startedAt = performance.now();
  expect(await save('a@b.test')).toMatchObject({ email: 'a@b.test' });
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(149);
});

test('a request that hangs does nothing, and ends with its client or with the emulator', async () => {
  at.emulator.setFaults([{ operation: 'updateUser', kind: 'hang' }]);
  const leaving = new AbortController();
  const ask = (signal?: AbortSignal) =>
    fetch(`${at.apiUrl}/users/ada`, { method: 'PATCH', body: '{}', signal });

  const left = ask(leaving.signal);
  const stayed = ask();
  await at.server.getUser({ userId: 'ada' });
  leaving.abort();
  await expect(left).rejects.toThrow('aborted');
  expect(saved()).toBeUndefined();

  const closed = expect(stayed).rejects.toThrow('fetch failed');
  await at.close();
  await closed;
  at = await serveEmulator();
});

test('a connection that is cut leaves done what was asked', async () => {
  at.emulator.setFaults([{ kind: 'cut', times: 1 }]);
  expect(await save('a@b.test')).toMatchObject({ message: expect.stringContaining('hang up') });
  expect(saved()).toBe('a@b.test');
  expect(at.emulator.requests()).toMatchObject([{ operation: 'updateUser', fault: 'cut' }]);
  expect(at.emulator.requests()[0]?.status).toBeUndefined();
  expect(await save('c@d.test')).toMatchObject({ email: 'c@d.test' });
});

test('half of the JSON comes, of what was done', async () => {
  at.emulator.setFaults([{ kind: 'malformed' }]);
  const response = await fetch(`${at.apiUrl}/users/ada`, { method: 'DELETE' });
  expect(response.status).toBe(401);
  await expect(response.json()).rejects.toThrow('JSON');
  await save('a@b.test');
  expect(saved()).toBe('a@b.test');
});

test('without a port, as with msw, a cut is a network error', async () => {
  const baseUrl = 'http://authsignal.test/v1';
  const emulator = createEmulator({ baseUrl });
  const network = setupServer(...emulator.handlers);
  network.listen({ onUnhandledRequest: 'bypass' });
  emulator.setFaults([{ kind: 'cut' }]);
  await expect(fetch(`${baseUrl}/users/ada`)).rejects.toThrow('Failed to fetch');
  expect((await emulator.fetch(new Request(`${baseUrl}/users/ada`))).type).toBe('error');

  emulator.setFaults([{ kind: 'hang' }]);
  const hanging = emulator.fetch(new Request(`${baseUrl}/users/ada`));
  emulator.close();
  expect((await hanging).type).toBe('error');
  network.close();
});

test('a fault strikes as often as it is told to, and the list says how often it still will', async () => {
  at.emulator.setFaults([
    { kind: 'status', status: 500, times: 2 },
    { kind: 'status', status: 502 },
  ]);
  const statuses = [];
  for (let call = 0; call < 4; call++) statuses.push(Object(await save('a@b.test')).statusCode);
  expect(statuses).toEqual([500, 500, 502, 502]);
});

test('chances repeat themselves with the same seed, and differ with another', async () => {
  async function draw(seed?: number) {
    at.emulator.setFaults([{ kind: 'status', status: 500, probability: 0.5 }], seed);
    const drawn = [];
    for (let call = 0; call < 30; call++) {
      drawn.push((await fetch(`${at.apiUrl}/users/ada`)).status);
    }
    return drawn;
  }
  const first = await draw(7);
  expect(new Set(first)).toEqual(new Set([500, 401]));
  expect(await draw(7)).toEqual(first);
  expect(await draw(8)).not.toEqual(first);
  expect(await draw()).toEqual(await draw(1));
});

test.each([
  ['an operation that is none', [{ operation: 'trackAktion', kind: 'hang' }], 'trackAction, '],
  ['a status that is no error', [{ kind: 'status', status: 200 }], '0.status: '],
  ['a latency without a time', [{ kind: 'latency' }], '0.ms: '],
  ['a probability over one', [{ kind: 'cut', probability: 2 }], '0.probability: '],
  ['no list', undefined, 'expected array'],
])('%s is refused, and the faults of before stay', async (_, faults, reason) => {
  at.emulator.setFaults([{ operation: 'getUser', kind: 'status', status: 500 }]);
  expect(await at.control('PUT', '/faults', { faults })).toEqual({
    status: 400,
    json: { error: 'invalid_request', errorDescription: expect.stringContaining(reason) },
  });
  await expect(at.server.getUser({ userId: 'ada' })).rejects.toMatchObject({ statusCode: 500 });
});

test('a reset ends them', async () => {
  at.emulator.setFaults([{ kind: 'status', status: 500 }]);
  at.emulator.reset();
  await expect(at.server.getUser({ userId: 'ada' })).resolves.toBeDefined();
});
