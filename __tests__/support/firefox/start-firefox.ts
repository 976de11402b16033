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
  // Authenticators that a command adds, in place of those that are plugged in.
  'security.webauth.webauthn_enable_softtoken': true,
  'security.webauth.webauthn_enable_usbtoken': false,
};

/** Starts Firefox as it is on its first day, in a profile of its own, and connects to it. */
export async function startFirefox() {
  const profile = await mkdtemp(join(tmpdir(), 'passkeys-firefox-'));
  const lines = Object.entries(PREFERENCES).map(
    (preference) => `user_pref(${JSON.stringify(preference).slice(1, -1)});\n`,
  );
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const portFile = join(profile, 'MarionetteActivePort');
  const args = ['--headless', '--no-remote', '--marionette', '--profile', profile];
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
