import { execFileSync } from 'node:child_process';

import { measureCompare } from './measure-compare';
import { measureCost } from './measure-cost';
import { measureDevStart } from './measure-dev-start';
import { measureEmulator } from './measure-emulator';
import { measurePaint } from './measure-paint';
import { measureSize } from './measure-size';
import { measureStartup } from './measure-startup';
import { type Figure, printFigures } from './print-figures';
import { withApp } from './start-app';

const benchmarks = new Map<string, () => Promise<Figure[]>>([
  ['startup', () => withApp(measureStartup)],
  ['dev', measureDevStart],
  ['size', () => withApp(measureSize)],
  ['paint', () => withApp(measurePaint)],
  ['compare', measureCompare],
  ['cost', measureCost],
  ['emulator', measureEmulator],
]);

/** Those that do without the built app. */
const WITHOUT_BUILD = new Set(['dev', 'emulator']);

/** `npm run bench`: all of them. `npm run bench -- size paint`: only these. Returns the exit code. */
async function main(names: string[]): Promise<number> {
  if (names.some((name) => !benchmarks.has(name))) {
    console.error(`The benchmarks are: ${[...benchmarks.keys()].join(', ')}`);
    return 2;
  }

  // Its output goes to stderr, because stdout is for the figures.
  const needsApp = names.length === 0 || names.some((name) => !WITHOUT_BUILD.has(name));
  if (needsApp) {
    execFileSync('npm', ['run', 'build'], { stdio: ['ignore', 2, 2] });
  }
  return measure(names);
}

/** If a benchmark fails, prints the error and goes on with the next one. */
async function measure(names: string[]): Promise<number> {
  const figures: Figure[] = [];
  let exitCode = 0;
  for (const [name, benchmark] of benchmarks) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.error(`Measuring ${name} …`);
    try {
      figures.push(...(await benchmark()));
    } catch (error) {
      console.error(`${name} failed:`, error);
      exitCode = 1;
    }
  }
  if (figures.length > 0) printFigures(figures);
  return exitCode;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
