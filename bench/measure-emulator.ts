import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { z } from 'zod';

import { spawnScript } from '../__tests__/support/processes/script';
import { USERS, writeEmulatorData } from './emulator-data';
import { type Figure, summary } from './print-figures';

/** As many as keep it busy, and few enough that none waits for another. */
const CALLERS = 4;
const ROUNDS = 5;
const CALLS = { validate: 5_000, list: 200, track: 20_000 };

const AUTHORIZATION = `Basic ${Buffer.from('key-of-the-benchmark:').toString('base64')}`;
const beginning = z.object({ apiUrl: z.string(), loadMs: z.number() });
const report = z.object({ stallMs: z.number(), rssMb: z.number() });

/** The emulator with 100,000 users and a million actions, by HTTP from another process. */
export async function measureEmulator(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const file = join(folder, 'authsignal.jsonl');
    await writeEmulatorData(file);
    return await measure(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(file: string): Promise<Figure[]> {
  const child = spawnScript('bench/emulator-entry.ts', { args: [file] });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? '');
  const ask = async () => {
    child.stdin.write('\n');
    return report.parse(await next());
  };

  try {
    const { apiUrl, loadMs } = beginning.parse(await next());
    const call = caller(apiUrl);
    const track = (index: number) => call('POST', `/users/user-${index % USERS}/actions/pay`, {});

    await load(CALLS.track, track);
    const rewriting = await ask();
    await load(CALLS.track, track);
    const afterwards = await ask();

    const { token } = z.object({ token: z.string() }).parse(await track(0));
    const rates: number[] = [];
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const begun = performance.now();
      await load(CALLS.validate, () => call('POST', '/validate', { token }));
      rates.push((CALLS.validate / (performance.now() - begun)) * 1000);
    }
    for (let index = 0; index < CALLS.list; index++) {
      const begun = performance.now();
      await call('GET', `/users/user-${index * 7}/actions`);
      times.push(performance.now() - begun);
    }

    const stalls = { unit: 'ms', target: { atMost: 20 } } as const;
    return [
      { what: 'Start with a million actions', unit: 'ms', value: loadMs },
      { what: 'Memory with them', unit: 'MB', value: afterwards.rssMb },
      { what: 'Longest stall while the file is rewritten', ...stalls, value: rewriting.stallMs },
      { what: 'Longest stall later', ...stalls, value: afterwards.stallMs },
      { what: 'Tokens validated', unit: '/s', ...summary(rates), target: { atLeast: 1_500 } },
      { what: 'One person’s actions', unit: 'ms', ...summary(times), target: { atMost: 2 } },
    ];
  } finally {
    child.kill();
  }
}

/** `count` calls, four at a time. */
async function load(count: number, call: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < count) await call(next++);
  };
  await Promise.all(Array.from({ length: CALLERS }, work));
}

/** Calls with connections that stay open. Rejects if the answer is not 200. */
function caller(apiUrl: string) {
  const agent = new Agent({ keepAlive: true });
  return (method: string, path: string, body?: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const headers = { Authorization: AUTHORIZATION, 'Content-Type': 'application/json' };
      const sent = request(apiUrl + path, { agent, method, headers }, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${response.statusCode}: ${text}`));
      });
      sent.on('error', reject).end(body && JSON.stringify(body));
    });
}
