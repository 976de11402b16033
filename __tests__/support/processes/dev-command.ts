import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';

import { copyProject } from './project-copy';
import { ROOT, spawnScript } from './script';

/** Nothing of it comes from the machine's own environment, nor from a .env file. */
const settings = [
  'NEXTAUTH_URL',
  'NEXTAUTH_SECRET',
  'DATABASE_URL',
  'EMAIL_SERVER',
  'NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID',
  'NEXT_PUBLIC_AUTHSIGNAL_API_HOST',
  'AUTHSIGNAL_TENANT_SECRET_KEY',
  'PORT',
];

type Variables = Record<string, string>;

/**
 * Runs what `npm run dev` runs, on a copy of the project and with no variables but those given here. The
 * emulators keep their data in `folder`.
 */
export function runDev(folder: string, variables?: Variables) {
  const project = copyProject();
  const dev = runDevIn(project, folder, variables);
  // After SIGKILL the app lives on for a moment, and writes.
  const remove = () => rm(project, { recursive: true, force: true, maxRetries: 10 });
  return { ...dev, ended: dev.ended.finally(remove) };
}

/** The same on a copy that is there already, and that stays. */
export const runDevIn = (project: string, folder: string, variables?: Variables) =>
  run('mocks/dev.ts', folder, variables, project);

/** The same for `npm run mocks`. */
export const runMocks = (folder: string, variables?: Variables) =>
  run('mocks/mocks.ts', folder, variables);

/** The same for the local services of compose.yaml. */
export const runMocksInContainer = (folder: string, variables?: Variables) =>
  run('mocks/in-container.ts', folder, variables);

function run(script: string, folder: string, variables: Variables = {}, cwd = ROOT) {
  const unset = Object.fromEntries(settings.map((name) => [name, '']));
  const env = { ...unset, STAND_INS_FOLDER: folder, ...variables };
  const child = spawnScript(script, { env, cwd });
  let output = '';
  const read = (chunk: Buffer) => (output += chunk);
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const ended = once(child, 'exit').then(([code]) => code as number | null);

  return {
    child,
    output: () => output,
    ended,
    /** Resolves when the output has such a line, or has ended. */
    async line(pattern: RegExp) {
      while (!pattern.test(output) && child.exitCode === null) {
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
      return pattern.exec(output)?.[1] ?? output;
    },
  };
}

/** Lists the locks in a data folder. There is one while local services run. */
export const locksIn = async (folder: string) =>
  (await readdir(folder)).filter((name) => name.startsWith('in-use-by'));

/** The status with which somebody answers at an address, or 'nobody'. */
export const reaches = (url: string) =>
  fetch(url).then(
    ({ status }) => status,
    () => 'nobody',
  );
