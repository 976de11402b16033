import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

import { z } from 'zod';

const PAGE = 'export default function Page() { return <h1>Empty</h1>; }\n';

const manifest = z.object({
  pages: z.object({ '/': z.array(z.string()) }),
  lowPriorityFiles: z.array(z.string()),
});

/** The JavaScript of an app that is one empty page, compressed as Next.js sends it, in KB. */
export async function measureEmptyPage(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'empty-page-'));
  try {
    await buildEmptyPage(folder);
    return await scriptSize(join(folder, '.next'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function buildEmptyPage(folder: string): Promise<void> {
  await mkdir(join(folder, 'pages'));
  await writeFile(join(folder, 'pages/index.jsx'), PAGE);
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));

  const args = [require.resolve('next/dist/bin/next'), 'build', '--webpack'];
  await promisify(execFile)(process.execPath, args, { cwd: folder });
}

async function scriptSize(output: string): Promise<number> {
  const json = await readFile(join(output, 'build-manifest.json'), 'utf8');
  const { pages, lowPriorityFiles } = manifest.parse(JSON.parse(json));
  const scripts = await Promise.all(
    [...pages['/'], ...lowPriorityFiles].map((file) => readFile(join(output, file))),
  );
  return scripts.reduce((sum, script) => sum + gzipSync(script).length, 0) / 1000;
}
