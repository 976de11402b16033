import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';

const RUNNERS = ['jest', 'playwright test'];

/** More than a runner ever says; what nobody takes beyond it would hold the runner up. */
const MOST_BYTES = 64_000_000;

/** Runs one to its end. What it says is told when its turn has come, and then as it comes. */
async function run(runner: string, turn: Promise<unknown>): Promise<boolean> {
  const child = spawn(`npx ${runner}`, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise((resolve) => child.once('close', resolve));
  const said = new PassThrough({ highWaterMark: MOST_BYTES });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(said, { end: false });

  await turn;
  said.pipe(process.stdout);
  return (await code) === 0;
}

/** Jest and Playwright side by side, since each of them waits for a good part of its time. */
async function main(): Promise<void> {
  const results: Promise<boolean>[] = [];
  for (const runner of RUNNERS) results.push(run(runner, Promise.all(results)));
  process.exitCode = (await Promise.all(results)).every(Boolean) ? 0 : 1;
}

void main();
