import { untilStopped } from '../mocks/until-stopped';
import { measureAbuse } from './abuse';
import { type App, startApp } from './app';
import { build } from './build';
import { measureFaults } from './faults';
import { measureHostile } from './hostile';
import { measureJourney } from './journey';
import { measureLoad } from './load';
import { measurePaint } from './paint';
import { createScope, type Scope } from './scope';
import { measureSize } from './size';
import { measureStartup } from './startup';
import { isWrong, type Row, table } from './table';

const parts = new Map<string, (scope: Scope, app: App) => Promise<Row[]>>([
  ['startup', measureStartup],
  ['size', measureSize],
  ['paint', measurePaint],
  ['journey', measureJourney],
  ['load', measureLoad],
  ['abuse', measureAbuse],
  ['hostile', measureHostile],
  ['faults', measureFaults],
]);

/** `npm run bench`: everything. `npm run bench -- size paint`: only that. */
async function main(names: string[]): Promise<number> {
  if (names.some((name) => !parts.has(name))) {
    console.error(`The benchmarks are: ${[...parts.keys()].join(', ')}`);
    return 2;
  }

  const scope = createScope();
  const stopped = untilStopped().then(() => 130);
  try {
    return await Promise.race([measure(scope, names), stopped]);
  } finally {
    await scope.stopAll();
  }
}

/** Measures one part after the other. One that fails is told of, and does not keep the next. */
async function measure(scope: Scope, names: string[]): Promise<number> {
  const rows: Row[] = [];
  let failures = 0;
  console.error('Building …');
  await build(scope);
  const app = await startApp(scope);

  for (const [name, part] of parts) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.error(`Measuring ${name} …`);
    try {
      rows.push(...(await part(scope, app)));
    } catch (error) {
      if (scope.isOver()) break;
      console.error(`${name} failed:`, error);
      failures++;
    }
  }
  if (!scope.isOver()) console.log(`\n${table(rows)}\n`);
  return failures > 0 || rows.some(isWrong) ? 1 : 0;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
