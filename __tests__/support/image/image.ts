import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { startServer } from '../processes/next-process';
import { ROOT } from '../processes/script';
import { argsOf, inImage, readDockerfile } from './dockerfile';

/** Does what the COPY lines of the image do, in a new folder outside of the project. Returns its path. */
export function layOutImage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'image-'));
  const copies = readDockerfile().filter(({ stage, name }) => stage === 'app' && name === 'COPY');
  for (const { rest } of copies) {
    const [, from = '', to = ''] = /^--from=build \/app\/(\S+) (\S+)$/.exec(rest) ?? [];
    // Links stay as they are, as they do in an image.
    cpSync(join(ROOT, from), join(folder, to), { recursive: true, verbatimSymlinks: true });
  }
  return folder;
}

/** What a container gets: the variables of the image, and those of the app. */
export function containerEnv(port: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ofImage = inImage('ENV')
    .split(' ')
    .map((pair) => pair.split('='));
  const example = readFileSync(join(ROOT, '.env.example'), 'utf8');
  const names = [...example.matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);
  return {
    ...Object.fromEntries(names.map((name) => [name, env[name]])),
    ...Object.fromEntries(ofImage),
    NODE_ENV: 'production',
    PATH: process.env.PATH,
    PORT: port,
  };
}

/** `docker run … npm run db:migrate`. Returns what it prints. */
export async function migrateFromImage(folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const options = { cwd: folder, env: containerEnv('', env) };
  return (await promisify(execFile)('npm', ['run', 'db:migrate'], options)).stdout;
}

/** `docker run`. */
export const runImage = (folder: string, port: string, env: NodeJS.ProcessEnv) =>
  startServer(argsOf('CMD'), port, { cwd: folder, env: containerEnv(port, env) });
