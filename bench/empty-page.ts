import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

import { z } from 'zod';

import type { Scope } from './scope';

const PAGE = 'export default function Page() { return <h1>Empty</h1>; }\n';

const manifest = z.object({
  pages: z.object({ '/': z.array(z.string()) }),
  lowPriorityFiles: z.array(z.string()),
});

/** The bytes of JavaScript, compressed as Next.js sends it, of an app that is one empty page. */
export async function measureEmptyPage(scope: Scope): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'empty-page-'));
  scope.onStop(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'pages'));
  await writeFile(join(folder, 'pages/index.jsx'), PAGE);
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));

  const args = [require.resolve('next/dist/bin/next'), 'build', '--webpack'];
  const build = spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
  scope.onStop(async () => void build.kill());
  const [code] = await once(build, 'exit');
  if (code !== 0) throw new Error('The empty page could not be built.');

  const output = join(folder, '.next');
  const json = await readFile(join(output, 'build-manifest.json'), 'utf8');
  const { pages, lowPriorityFiles } = manifest.parse(JSON.parse(json));
  const scripts = await Promise.all(
    [...pages['/'], ...lowPriorityFiles].map((file) => readFile(join(output, file))),
  );
  return scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
}
