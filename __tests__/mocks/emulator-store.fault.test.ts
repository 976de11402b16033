import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { Authsignal } from '@authsignal/node';

import { createEmulator } from '@/mocks/authsignal/emulator';

import { until } from '../support/app/until';
import { spawnScript } from '../support/processes/script';

const SECRET = 'secret-of-the-store-tests';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'authsignal-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

const children: ChildProcess[] = [];

/** The command in a process of its own, with its data in the folder. */
async function startCommand() {
  const args = ['--port', '0', '--secret', SECRET, '--persist', folder];
  const child = spawnScript('mocks/authsignal/cli.ts', { args });
  children.push(child);
  const ended = new Promise((resolve) => child.once('close', resolve));
  for await (const line of createInterface(child.stdout)) {
    const [, apiUrl] = /API +(\S+)/.exec(line) ?? [];
    if (!apiUrl) continue;
    const sdk = new Authsignal({ apiUrl, apiSecretKey: SECRET, retries: 0 });
    const kill = async () => {
      child.kill('SIGKILL');
      await ended;
    };
    return { sdk, kill };
  }
  throw new Error('The command ended.');
}

test('a killed process has lost nothing that it has answered', async () => {
  const first = await startCommand();
  const answered: string[] = [];
  const track = async (userId: string) => {
    for (;;) {
      const tracked = await first.sdk.track({ userId, action: 'pay' }).catch(() => undefined);
      if (!tracked) return;
      answered.push(`${userId} ${tracked.idempotencyKey}`);
    }
  };
  const calls = ['ada', 'bob', 'eve', 'joe'].map(track);
  await until(() => answered.length > 100);
  await first.kill();
  await Promise.all(calls);

  const second = await startCommand();
  const kept = new Set<string>();
  for (const userId of ['ada', 'bob', 'eve', 'joe']) {
    const actions = await second.sdk.queryUserActions({ userId });
    for (const { idempotencyKey } of actions) kept.add(`${userId} ${idempotencyKey}`);
  }
  expect(answered.filter((action) => !kept.has(action))).toEqual([]);
  await second.kill();
});

test('a file of mostly outdated lines is rewritten, while its users go on changing', async () => {
  const file = join(folder, 'authsignal.jsonl');
  const options = { file, secretKey: SECRET };
  const emulator = createEmulator(options);
  const changes = Array.from({ length: 1_400 }, (_, count) => ({
    userId: `user-${count % 700}`,
    username: `name ${count}`,
  }));
  const url = 'http://localhost/v1/users';
  const headers = { Authorization: `Basic ${btoa(`${SECRET}:`)}` };
  while (changes.length > 0) {
    const requests = changes.splice(0, 50).map(({ userId, username }) => {
      const body = JSON.stringify({ username });
      return new Request(`${url}/${userId}`, { method: 'PATCH', headers, body });
    });
    await Promise.all(requests.map(emulator.fetch));
  }
  const lines = async () => (await readFile(file, 'utf8')).split('\n').filter(Boolean).length;
  await until(async () => (await lines()) < 1_300);
  emulator.close();

  const again = createEmulator(options);
  for (let user = 0; user < 700; user += 7) {
    const answer = await again.fetch(new Request(`${url}/user-${user}`, { headers }));
    expect(await answer.json()).toMatchObject({ username: `name ${700 + user}` });
  }
  again.close();
});
