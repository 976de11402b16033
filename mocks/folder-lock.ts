import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps a second process out of the stand-ins' folder: each would overwrite the data of the other.
 * Returns what gives the folder back. Throws while another process has it; the mark of one that was
 * killed is void.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const mark = join(folder, 'stand-ins.pid');
  await mkdir(folder, { recursive: true });

  const owner = Number(await readFile(mark, 'utf8').catch(() => ''));
  // In a container the process that was killed may have had this very number.
  if (owner && owner !== process.pid && isRunning(owner)) {
    throw new Error(`${folder} is in use by process ${owner} (or remove ${mark}).`);
  }

  await writeFile(mark, String(process.pid));
  return () => rm(mark, { force: true });
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
