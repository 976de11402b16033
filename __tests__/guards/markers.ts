import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const MARKER = /\/\/ guard: ([\w-]+)$/;

/** Where each guard stands in the app at `root`: its file by its name. Throws if a name stands twice. */
export function findMarkers(root = '.'): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of ['utils', 'pages', 'mocks'].flatMap((folder) => sourcesIn(root, folder))) {
    for (const line of readFileSync(join(root, file), 'utf8').split('\n')) {
      const name = MARKER.exec(line)?.[1];
      if (!name) continue;
      if (found.has(name)) throw new Error(`${name} stands twice: ${found.get(name)}, ${file}`);
      found.set(name, file);
    }
  }
  return found;
}

const sourcesIn = (root: string, folder: string) =>
  readdirSync(join(root, folder), { encoding: 'utf8', recursive: true })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

/**
 * The source without the guard: its line is deleted, or the line below if the marker has a line of its own.
 * A line that opens a bracket goes with all that follows, up to the line that closes it.
 */
export function takeOut(source: string, name: string): string {
  const lines = source.split('\n');
  const marked = lines.findIndex((line) => MARKER.exec(line)?.[1] === name);
  if (marked === -1) throw new Error(`There is no guard ${name}.`);
  const isAbove = lines[marked]?.trim().startsWith('//') ?? false;
  const first = isAbove ? marked + 1 : marked;
  return lines
    .filter((_line, index) => index < first || index > lastLineOf(lines, first))
    .join('\n');
}

function lastLineOf(lines: string[], first: number): number {
  const [code = ''] = (lines[first] ?? '').split(' // guard: ');
  if (!/[{([]$/.test(code)) return first;
  const indentation = /^\s*/.exec(code)?.[0] ?? '';
  const closing = new RegExp(`^${indentation}[})\\]]`);
  return lines.findIndex((line, index) => index > first && closing.test(line));
}
