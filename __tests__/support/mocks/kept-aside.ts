import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What stands in the damaged files that were moved aside from this place. */
export async function keptAside(file: string): Promise<string[]> {
  const folder = dirname(file);
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(basename(file)) && name.endsWith('.unreadable'),
  );
  return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
}
