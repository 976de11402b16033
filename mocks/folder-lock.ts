import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { codeOf } from './code-of';

/**
 * Keeps a second process out of the stand-ins' folder: each would overwrite the data of the other.
 * Returns what gives the folder back. Throws while another process has it; the mark of one that was
 * killed is void.
 *
 * A mark is a file named by its process, in a folder that is prepared aside and renamed. A rename
 * replaces an empty folder, never one with a mark in it: of two that come at once, one gets there.
 * And a void mark is removed by its name: that of a quicker successor has another.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, 'in-use-by');
  const own = String(process.pid);
  const prepared = `${lock}-${own}`;
  await mkdir(prepared, { recursive: true }).catch((error: unknown) => {
    throw new Error(`${folder} cannot be used as a folder (${codeOf(error)}).`, { cause: error });
  });

  try {
    await writeFile(join(prepared, own), '');
    await removeVoidMark(lock);
    await rename(prepared, lock);
  } catch (error) {
    await rm(prepared, { recursive: true });
    // Where another process was quicker, this names it.
    await removeVoidMark(lock);
    throw error;
  }

  return async () => {
    await rm(join(lock, own), { force: true });
    // The next one may be there already.
    await rmdir(lock).catch(() => undefined);
  };
}

async function removeVoidMark(lock: string): Promise<void> {
  const [owner] = await readdir(lock).catch(() => []);
  if (!owner) return;
  // In a container the process that was killed may have had this very number.
  if (owner !== String(process.pid) && isRunning(Number(owner))) {
    throw new Error(
      `${dirname(lock)} is in use by process ${owner}: stop that first, by Ctrl-C where it was started.\n` +
        `(Should it be something else by now, remove ${lock}.)`,
    );
  }
  await rm(join(lock, owner), { force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
