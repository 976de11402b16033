import { spawn } from 'node:child_process';
import { once } from 'node:events';

import type { Scope } from './scope';

/** Builds the app as `npm run build` does. Throws what was said where that fails. */
export async function build(scope: Scope): Promise<void> {
  // A group of its own, so that the compiler's workers end with it.
  const child = spawn('npm', ['run', 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = once(child, 'close');
  scope.onStop(async () => {
    if (child.exitCode !== null || !child.pid) return;
    process.kill(-child.pid);
    await closed;
  });

  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output += chunk));
  }
  const [code] = await closed;
  if (code !== 0) throw new Error(`The build failed.\n${output}`);
}
