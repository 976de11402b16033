import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import type { Host } from './host';
import type { HostCopy } from './host-copy';

const SHADCN = ['--yes', 'shadcn@4.23.1'];

interface Manifest {
  dependencies: Record<string, string>;
}

const manifestOf = (copy: HostCopy): Manifest => JSON.parse(copy.read('package.json'));

/** An item of this repository's registry, as it stands in the working tree. */
export async function addItem(copy: HostCopy, name: Host['item']) {
  const before = manifestOf(copy).dependencies;
  const built = await mkdtemp(join(tmpdir(), 'registry-'));
  try {
    const source = ['--cwd', process.cwd(), resolve('registry.json')];
    await copy.run('npx', ...SHADCN, 'build', ...source, '--output', built);
    const file = join(built, `${name}.json`);
    const { files }: { files: { target: string }[] } = JSON.parse(readFileSync(file, 'utf8'));

    const start = Date.now();
    await copy.run('npx', ...SHADCN, 'add', '--yes', file);
    return {
      seconds: (Date.now() - start) / 1000,
      /** What it has written, by paths in the host. */
      files: files.map(({ target }) => target.replace(/^~\//, '')),
      /** The packages that the host had not. */
      packages: Object.keys(manifestOf(copy).dependencies).filter((each) => !(each in before)),
      /** The packages that the host had, and now has in another version. */
      raised: Object.entries(manifestOf(copy).dependencies).flatMap(([each, version]) => {
        const old = before[each] ?? version;
        return old === version ? [] : [`${each} ${old} -> ${version}`];
      }),
    };
  } finally {
    await rm(built, { recursive: true });
  }
}

export type AddedItem = Awaited<ReturnType<typeof addItem>>;

/** What the doctor of the copied folder says. Throws if something is left to do. */
export function askDoctor(copy: HostCopy, { files }: AddedItem, ...args: string[]) {
  const doctor = files.find((file) => file.endsWith('/doctor.ts')) ?? '';
  return copy.run('npx', '--yes', 'jiti@2', doctor, ...args);
}

/** Removes what the item has brought, as an owner would. */
export async function removeItem(copy: HostCopy, { files, packages }: AddedItem) {
  const [folder = ''] = files.flatMap((file) => /^.*passkeys(?=\/)/.exec(file) ?? []);
  copy.remove([folder, ...files.filter((file) => !file.startsWith(`${folder}/`))]);
  // The item has appended the three variables without values.
  const appended = /\n*^(NEXT_PUBLIC_)?AUTHSIGNAL_\w+=(""|'')?$/gm;
  copy.edit({ '.env.local': (text) => text.replace(appended, '') });
  if (copy.read('.env.local').trim() === '') copy.remove(['.env.local']);
  await copy.run('npm', 'uninstall', ...packages);
}
