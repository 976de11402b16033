import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Keeps a second process out of a folder: PGlite lets it in, and each then overwrites the data of
 * the other. Returns what gives the folder back. The mark of a process that was killed is void.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const mark = path.join(path.dirname(folder), `${path.basename(folder)}.pid`);
  await mkdir(path.dirname(folder), { recursive: true });

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
