import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

export const ROOT = path.resolve(__dirname, '../../..');
const JITI = path.join(ROOT, 'node_modules/jiti/lib/jiti-cli.mjs');

type Options = { args?: string[]; cwd?: string; env?: Record<string, string | undefined> };

/**
 * Runs a TypeScript file of this repository as `npx jiti` does, in a process that can be killed.
 * What `env` sets to undefined is not handed on.
 */
export function spawnScript(
  file: string,
  { args = [], cwd = ROOT, env = {} }: Options = {},
): ChildProcessWithoutNullStreams {
  const argv = [JITI, path.join(ROOT, file), ...args];
  return spawn(process.execPath, argv, { cwd, env: { ...process.env, ...env } });
}

/** What a process says first; where it ends without a word, its complaint is the error. */
export async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  const complaint = text(child.stderr);

  return new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('close', (code) => {
      complaint.then((words) => reject(new Error(`Exit code ${code}: ${words}`)), reject);
    });
  });
}

/** Everything a process has said by its end, and its exit code (null: it was killed). */
export async function outcome(child: ChildProcessWithoutNullStreams) {
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code: Number.isInteger(code) ? Number(code) : null, stdout, stderr };
}
