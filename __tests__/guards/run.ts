import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { type Guard, guards } from './guards';
import { findMarkers, takeOut } from './markers';

const places = findMarkers();

/**
 * `npm run test:guards`: takes each guard out in turn, in a copy of what is committed, and runs the test that
 * has to notice. A guard "lives" if no test fails without it. `-- --sample` takes a fixed few, whose tests are
 * quick; the name of a test after `--` takes its guards.
 */
function main() {
  const [, , choice] = process.argv;
  const chosen = guards.filter(
    ({ fact, test }) => !choice || (choice === '--sample' ? fact : test === choice),
  );
  if (chosen.length === 0) throw new Error(`No guard is watched by ${choice}.`);
  const factsOf = (test: string) =>
    chosen.flatMap((guard) => (guard.test === test && choice === '--sample' && guard.fact) || []);
  const copy = mkdtempSync(join(tmpdir(), 'guards-'));
  try {
    execFileSync('git', ['clone', '--quiet', '--shared', '.', copy]);
    symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));
    for (const test of new Set(chosen.map((guard) => guard.test))) {
      if (!passes(copy, test, factsOf(test)))
        throw new Error(`${test} fails as it is; the working tree has to be committed.`);
    }
    const living = chosen.filter((guard) => !isKilled(copy, guard, choice === '--sample'));
    console.log(`guards: ${chosen.length - living.length} passed, ${living.length} failed`);
    process.exitCode = living.length === 0 ? 0 : 1;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function isKilled(copy: string, { name, test, fact }: Guard, isSample: boolean): boolean {
  const file = places.get(name) ?? '';
  const path = join(copy, file);
  const original = readFileSync(path, 'utf8');
  writeFileSync(path, takeOut(original, name));
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
