import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { createJiti } from 'jiti';

import { type Guard, guards } from './guards';
import { findMarkers, takeOut } from './markers';

/**
 * `npm run test:guards`: takes each guard out in turn, in a copy of what is committed, and runs the test that
 * has to notice. A guard "lives" if that test passes without it. `-- --sample` takes a fixed few, whose facts are
 * quick; a test (`-- sessions/sessions`) or a room (`-- sessions`) takes those whose test, or place, it is.
 */
function main() {
  const [, , choice] = process.argv;
  const isSample = choice === '--sample';
  const copy = mkdtempSync(join(tmpdir(), 'guards-'));
  try {
    execFileSync('git', ['clone', '--quiet', '--shared', '.', copy]);
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    const places = findMarkers(copy);
    const placed = guards.map((guard) => ({ ...guard, file: places.get(guard.name) ?? '' }));
    const chosen = placed.filter((guard) => (isSample ? guard.fact : isOf(choice, guard)));
    if (chosen.length === 0) throw new Error(`There is no guard of ${choice}.`);

    for (const test of new Set(chosen.map((guard) => guard.test))) {
      const facts = chosen.flatMap(({ test: own, fact }) => (own === test && fact) || []);
      if (!passes(copy, test, isSample ? facts : []))
        throw new Error(`${test} fails as it is; the working tree has to be committed.`);
    }
    const living = chosen.filter((guard) => !isKilled(copy, guard, isSample));
    console.log(`guards: ${chosen.length - living.length} passed, ${living.length} failed`);
    process.exitCode = living.length === 0 ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const compiler = createJiti(__filename);
type PlacedGuard = Guard & { file: string };

/** Whether the guard is of the test or the room that was asked for; without such a wish each guard is. */
const isOf = (choice = '', { test, file }: PlacedGuard) =>
  choice === '' || test === choice || [test, file].some((path) => path.split('/').includes(choice));

function isKilled(copy: string, { name, file, test, fact }: PlacedGuard, isSample: boolean) {
  const path = join(copy, file);
  const original = readFileSync(path, 'utf8');
  const rest = takeOut(original, name);
  // Code that does not compile would fail every test, and prove nothing.
  if (
    compiler
      .transform({ source: rest, filename: file, ts: true, jsx: true })
      .includes('__JITI_ERROR__')
  )
    throw new Error(`Without ${name}, ${file} does not compile.`);
  writeFileSync(path, rest);
  const killed = !passes(copy, test, isSample && fact ? [fact] : []);
  writeFileSync(path, original);
  console.log(`${killed ? 'killed' : 'LIVES '}  ${name}  (${file}, ${test})`);
  return killed;
}

/** In ms. A test that does not end has noticed, too. */
const PATIENCE_MS = 120_000;

/** Whether the tests pass: all of the file, or those facts alone. */
function passes(copy: string, test: string, facts: string[]): boolean {
  const jest = ['node_modules/jest/bin/jest.js', '--silent', `__tests__/${test}.test.ts`];
  if (facts.length > 0) jest.push('--testNamePattern', facts.join('|'));
  const options = {
    cwd: copy,
    stdio: 'ignore',
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
  } as const;
  return spawnSync(process.execPath, jest, options).status === 0;
}

main();
