import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { lockFolder } from './folder-lock';
import { UNFINISHED } from './json-file';

/** Where the stand-ins keep what they keep. Git ignores the usual place. */
export const dataFolder = () => resolve(process.env.STAND_INS_FOLDER || '.local');

/** All that the stand-ins write there. */
export const ENTRIES = {
  database: 'postgres',
  authsignal: 'authsignal.json',
  mails: 'mails.json',
  secrets: 'secrets.json',
};

/** Removes what the stand-ins have kept, and nothing else. Throws while they run. */
export async function clearFolder(folder: string): Promise<void> {
  const unlock = await lockFolder(folder);
  for (const entry of Object.values(ENTRIES).flatMap((name) => [name, name + UNFINISHED])) {
    await rm(join(folder, entry), { recursive: true, force: true });
  }
  await unlock();
}
