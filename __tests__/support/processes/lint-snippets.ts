import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Where a piece of code stands, and the code. */
export type Snippet = [file: string, code: string];

const BIOME = resolve('node_modules/@biomejs/biome/bin/biome');
const ARGUMENTS = ['lint', '--vcs-enabled=false', '--reporter=rdjson', '--max-diagnostics=none'];

interface Report {
  diagnostics: { code: { value: string }; location: { path: string }; message: string }[];
}

/** What the project's own rules, those of `lint/`, say of each snippet. */
export function lintSnippets(snippets: Snippet[]): string[][] {
  const folder = mkdtempSync(join(tmpdir(), 'lint-snippets-'));
  try {
    for (const name of ['biome.jsonc', 'lint'])
      cpSync(name, join(folder, name), { recursive: true });
    // Many stand in `a.ts` or the like, here each in a file of its own.
    const files = snippets.map(([file], index) => file.replace(/\/a\./, `/a${index}.`));
    files.forEach((file, index) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), snippets[index]?.[1] ?? '');
    });

    const argv = [BIOME, ...ARGUMENTS];
    const { stdout, stderr } = spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8' });
    if (!stdout) throw new Error(stderr);
    const { diagnostics }: Report = JSON.parse(stdout);
    const own = diagnostics.filter(({ code }) => code.value === 'plugin');
    return files.map((file) =>
      own.filter(({ location }) => location.path === file).map(({ message }) => message),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
