import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian puts programs for administrators where the PATH of others does not lead. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];

/** The program's path; undefined if it is not installed. */
export const findProgram = (name: string): string | undefined =>
  FOLDERS.map((folder) => join(folder, name)).find(existsSync);
