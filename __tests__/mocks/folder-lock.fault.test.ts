import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { lockFolder } from '../../mocks/lock-folder';
import { spawnScript } from '../support/processes/script';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'folder-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Starts a process that locks folders. `take` resolves to 'taken' or to the error's message. */
function startTaker() {
  const child = spawnScript('__tests__/support/processes/lock-entry.ts');
  const lines = createInterface(child.stdout);
  return {
    pid: child.pid,
    async take(wanted: string): Promise<string> {
      child.stdin.write(`${wanted}\n`);
      const [line] = await once(lines, 'line');
      return String(line);
    },
    async kill() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

test.each([
  ['a new folder', false],
  ['a folder locked by a killed process', true],
])('of several processes that lock a folder at once, one succeeds: %s', async (_how, isLeft) => {
  const killed = startTaker();
  const left = join(folder, 'left');
  expect(await killed.take(left)).toBe('taken');
  await killed.kill();

  const takers = Array.from({ length: 4 }, startTaker);
  for (const { pid, take } of takers) expect(await take(join(folder, `of-${pid}`))).toBe('taken');
  for (let round = 0; round < 50; round++) {
    const wanted = join(folder, String(round));
    if (isLeft) await cp(left, wanted, { recursive: true });
    const answers = await Promise.all(takers.map(({ take }) => take(wanted)));

    const winner = takers[answers.indexOf('taken')];
    const refusal = expect.stringContaining(`${wanted} is in use by process ${winner?.pid}. `);
    expect(answers).toEqual(takers.map((taker) => (taker === winner ? 'taken' : refusal)));
  }
  await Promise.all(takers.map(({ kill }) => kill()));
});

test('the lock of an earlier process with the same id is ignored, as after a restart in a container', async () => {
  await lockFolder(folder);
  const unlock = await lockFolder(folder);
  const other = startTaker();
  expect(await other.take(folder)).toContain(`is in use by process ${process.pid}`);

  await unlock();
  expect(await other.take(folder)).toBe('taken');
  await other.kill();
});
