import { mkdir, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { getErrorCode } from './get-error-code';

/**
 * Locks a folder for this process, and returns the function that unlocks it. Throws if another running
 * process has the lock, because two would overwrite each other's data. The lock of a process that was
 * killed is ignored.
 *
 * The lock is a folder with one empty file, whose name is the process id. It is prepared under another
 * name and then renamed. Only one of several processes succeeds, because a rename replaces an empty
 * folder, but never one with a file.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const lock = join(folder, 'in-use-by');
  const ownId = String(process.pid);
  const prepared = `${lock}-${ownId}`;
  await mkdir(prepared, { recursive: true }).catch((error: unknown) => {
    throw new Error(`${folder} cannot be used as a folder (${getErrorCode(error)}).`, {
      cause: error,
    });
  });

  try {
    await writeFile(join(prepared, ownId), '');
    await removeStaleLock(lock);
    await rename(prepared, lock);
  } catch (error) {
    await rm(prepared, { recursive: true });
    // If another process was faster, this throws the error that names it.
    await removeStaleLock(lock);
    throw error;
  }

  return async () => {
    await rm(join(lock, ownId), { force: true });
    // Another process may have the lock already.
    await rmdir(lock).catch(() => undefined);
  };
}

async function removeStaleLock(lock: string): Promise<void> {
  const [owner] = await readdir(lock).catch(() => []);
  if (!owner) return;
  // After a restart in a container, this process may have the id of the killed one.
  if (owner !== String(process.pid) && isRunning(Number(owner))) {
    throw new Error(
      `${dirname(lock)} is in use by process ${owner}. Stop it first, with Ctrl-C in its terminal.\n` +
        `(If process ${owner} is another program, remove ${lock}.)`,
    );
  }
  // Removed by name, so that the lock of a faster process stays.
  await rm(join(lock, owner), { force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
