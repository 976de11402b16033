import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Builds the app in bench/bare in a folder of its own, and removes that after `use`. */
export async function withBareApp<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'bare-app-'));
  try {
    await cp('bench/bare', folder, { recursive: true });
    await symlink(resolve('node_modules'), join(folder, 'node_modules'));

    const args = [require.resolve('next/dist/bin/next'), 'build', '--webpack'];
    await promisify(execFile)(process.execPath, args, { cwd: folder });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
