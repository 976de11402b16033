import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { UNFINISHED } from './json-file';
import { lockFolder } from './lock-folder';

/** Returns the folder for the data of the local services. Git ignores the default one. */
export const getDataFolder = () => resolve(process.env.STAND_INS_FOLDER || '.local');

/** Everything that the local services write there. */
export const DATA_FILES = {
  database: 'postgres',
  authsignal: 'authsignal.jsonl',
  mails: 'mails.json',
  secrets: 'secrets.json',
};

/** Removes the data of the local services, and no other file. Throws while they run. */
export async function clearDataFolder(folder: string): Promise<void> {
  const unlock = await lockFolder(folder);
  for (const entry of Object.values(DATA_FILES).flatMap((name) => [name, name + UNFINISHED])) {
    await rm(join(folder, entry), { recursive: true, force: true });
  }
  await unlock();
}
