import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** The TypeScript files of a folder, its folders included, as paths from the project's root. */
export const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

export interface Import {
  /** What the import names, as it is written. */
  name: string;
  /** The file of ours that it leads to, or undefined for a package. */
  file: string | undefined;
  isType: boolean;
  isDynamic: boolean;
}

/** `import … from '…'`, `export … from '…'`, `import '…'` and `import('…')`. */
const IMPORT = /^(import|export)\s(type\s)?(?:[^'";]*?\sfrom\s)?'([^']+)'|(import)\(\s*'([^']+)'/gm;

/** What a file imports. */
export function importsOf(file: string): Import[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(
    ([, , type, name = '', dynamic, dynamicName = '']) => {
      const written = name || dynamicName;
      const isDynamic = dynamic !== undefined;
      return { name: written, file: resolve(file, written), isType: Boolean(type), isDynamic };
    },
  );
}

function resolve(from: string, name: string): string | undefined {
  if (!/^(@\/|\.)/.test(name)) return undefined;
  const path = normalize(name.startsWith('@/') ? name.slice(2) : join(dirname(from), name));
  const candidates = [path, ...['.ts', '.tsx', '.d.ts', '/index.ts'].map((end) => path + end)];
  return candidates.find((candidate) => /\.\w+$/.test(candidate) && existsSync(candidate));
}

/** The files that load with `entry`, and the packages that they load, by imports that are neither types nor dynamic. */
export function loadedWith(entry: string): { files: string[]; packages: string[] } {
  const files = new Set([entry]);
  const packages = new Set<string>();
  for (const file of files) {
    for (const { name, file: next, isType, isDynamic } of importsOf(file)) {
      if (isType || isDynamic) continue;
      if (next) files.add(next);
      else packages.add(name);
    }
  }
  return { files: [...files], packages: [...packages] };
}

/** A circle among nodes, as the way round it, or undefined. */
export function findCircle(arrows: Map<string, Set<string>>): string[] | undefined {
  const done = new Set<string>();
  const walk = (node: string, way: string[]): string[] | undefined => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of arrows.get(node) ?? []) {
      const circle = walk(next, [...way, node]);
      if (circle) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of arrows.keys()) {
    const circle = walk(node, []);
    if (circle) return circle;
  }
  return undefined;
}
