import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { lockFolder } from './folder-lock';
import { NEW, UNREADABLE } from './json-file';

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
  const entries = Object.values(ENTRIES);
  const isOurs = (name: string) =>
    entries.some(
      (entry) =>
        [entry, entry + NEW].includes(name) ||
        (name.startsWith(entry) && name.endsWith(UNREADABLE)),
    );
  for (const name of (await readdir(folder)).filter(isOurs)) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
  await unlock();
}
