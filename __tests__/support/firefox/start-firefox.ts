import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startProgram } from '../instances/program';
import { findProgram } from '../processes/find-program';
import { connectMarionette } from './marionette';

const PROGRAM = 'firefox-esr';

export const isFirefoxInstalled = (): boolean => findProgram(PROGRAM) !== undefined;

const PREFERENCES = {
  // 0: a free port, which Firefox writes into its profile.
  'marionette.port': 0,
  // Marionette turns it off, and autofill offers no passkeys without it.
  'signon.rememberSignons': true,
  // For how long Firefox's dialogs ignore a press, in ms.
  'security.notification_enable_delay': 0,
};

/** For the window around the page, where Firefox has its dialogs and what it offers behind fields. */
const WINDOW_ACCESS = '--remote-allow-system-access';

/** Starts Firefox as it is on its first day, in a profile of its own, and connects to it. */
export async function startFirefox() {
  const profile = await mkdtemp(join(tmpdir(), 'passkeys-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    (preference) => `user_pref(${JSON.stringify(preference).slice(1, -1)});\n`,
  );
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const portFile = join(profile, 'MarionetteActivePort');
  const args = ['--headless', '--no-remote', '--marionette', WINDOW_ACCESS, '--profile', profile];
  const readPort = async () => Number(await readFile(portFile, 'utf8').catch(() => ''));
  const program = await startProgram(PROGRAM, args, {}, async () => (await readPort()) > 0);
  const marionette = await connectMarionette(await readPort());

  return {
    marionette,
    async close() {
      marionette.close();
      await program.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}
