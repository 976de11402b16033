import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { until } from '../__tests__/support/app/until';
import { runDevIn } from '../__tests__/support/processes/dev-command';
import { copyProject } from '../__tests__/support/processes/project-copy';
import { type Figure, summary } from './print-figures';

const STARTS = 5;
/** Next.js writes its cache in several turns. */
const QUIET_MS = 15_000;
const TARGET = { atMost: 5_000 };

/**
 * From `npm run dev` (without npm itself, which takes 0.3 s) to the first page, in a project that was started
 * before. All times count from the command.
 */
export async function measureDevStart(): Promise<Figure[]> {
  const project = copyProject();
  const folder = await mkdtemp(join(tmpdir(), 'dev-start-'));
  try {
    // Next.js writes its cache when it has had nothing to do for a while.
    await startDev(project, folder, () => until(() => hasCache(project)));
    const starts: Awaited<ReturnType<typeof startDev>>[] = [];
    for (let count = 0; count < STARTS; count++) starts.push(await startDev(project, folder));

    const figure = (what: string, part: keyof (typeof starts)[number], target?: typeof TARGET) => ({
      what: `npm run dev until ${what}`,
      unit: 'ms' as const,
      ...summary(starts.map((start) => start[part])),
      target,
    });
    return [
      figure('Next.js says that it is ready', 'ready'),
      figure('the services and the app answer', 'table'),
      figure('GET / has led to a page', 'page', TARGET),
    ];
  } finally {
    await rm(project, { recursive: true, force: true, maxRetries: 10 });
    await rm(folder, { recursive: true, force: true });
  }
}

async function startDev(project: string, folder: string, whileItRuns = async () => {}) {
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const dev = runDevIn(project, folder);
  await dev.line(/(Ready in)/);
  const ready = elapsed();
  const url = await dev.line(/^ {2}App +(\S+)/m);
  const table = elapsed();
  const { status } = await fetch(url);
  const page = elapsed();
  if (status !== 200) throw new Error(`Status ${status}:\n${dev.output()}`);

  await whileItRuns();
  dev.child.kill('SIGINT');
  await dev.ended;
  return { ready, table, page };
}

/** Whether Next.js has written its cache, and no more of it for a while. */
async function hasCache(project: string): Promise<boolean> {
  const folder = join(project, '.next/dev/cache/turbopack');
  const files = await readdir(folder, { recursive: true });
  const times = await Promise.all(
    files.map(async (file) => (await stat(join(folder, file))).mtimeMs),
  );
  return (
    files.some((file) => basename(file) === 'LOG') && Date.now() - Math.max(...times) > QUIET_MS
  );
}
