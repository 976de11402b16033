import { copyFile, readFile } from 'node:fs/promises';

import { createEmulator } from '@/mocks/authsignal/emulator';

import type { TestApp } from '../app/test-app';
import { until } from '../app/until';

/**
 * Copies what Authsignal keeps, once the passkey with this id is in it. Returns what lets it go on from there,
 * until msw's handlers are reset. The app must have been started with this `authsignalFile`.
 */
export async function backUpAuthsignal(app: TestApp, file: string, passkeyId: string) {
  await until(async () => (await readFile(file, 'utf8').catch(() => '')).includes(passkeyId));
  const copy = `${file}.copy`;
  await copyFile(file, copy);

  return () => {
    const emulator = createEmulator({ ...app.authsignalIdentity, file: copy });
    app.authsignal.use(...emulator.handlers);
  };
}
