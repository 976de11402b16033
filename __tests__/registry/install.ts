import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import registry from '../../registry.json';

/**
 * `npm run test:registry`: lets shadcn's command check the registry, and install each item of this folder into
 * an empty Next.js app. It needs the npm registry, and leaves nothing behind.
 */
const SHADCN = 'shadcn@4.23.1';
const ZOD = '^3.25.0';
const SECRET = 'AUTHSIGNAL_TENANT_SECRET_KEY=mine';
type Item = (typeof registry.items)[number];
/** Each file's text, by its path. */
type Files = Record<string, string>;

const shadcn = (...args: string[]) =>
  execFileSync('npx', ['--yes', SHADCN, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, npm_config_ignore_scripts: 'true' },
  });

/** What the host has beside its packages. */
function filesOf(host: string): Files {
  const names = readdirSync(host, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(host.length + 1))
    .filter((name) => !name.startsWith('node_modules/'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(host, name), 'utf8')]));
}

/** An app that has a page, a zod of its own, and one of the three variables. */
function makeHost(folder: string, src: string): Files {
  const files = {
    'next.config.mjs': 'export default {};\n',
    'package.json': `${JSON.stringify({ private: true, dependencies: { zod: ZOD } }, null, 2)}\n`,
    'tsconfig.json': '{ "compilerOptions": { "strict": true } }\n',
    '.env': `${SECRET}\n`,
    [`${src}pages/index.tsx`]: 'export default function Page() {\n  return null;\n}\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return files;
}

function wrongFiles({ files }: Item, before: Files, after: Files): string[] {
  const sources = Object.fromEntries(files.map(({ path, target }) => [target.slice(2), path]));
  const changing = ['.env', 'package.json', 'package-lock.json'];
  const names = Object.keys({ ...sources, ...before, ...after });
  return names.filter((name) => {
    const source = sources[name];
    const expected = source ? readFileSync(source, 'utf8') : before[name];
    return after[name] !== expected && !changing.includes(name);
  });
}

function wrongPackages({ dependencies = [] }: Item, host: string): string[] {
  return dependencies.filter((dependency) => {
    const [, name = '', tested] = /^(.[^@]*)@?(.*)$/.exec(dependency) ?? [];
    const manifest = join(host, 'node_modules', name, 'package.json');
    const { version } = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')) : {};
    return !version || (tested && tested !== version);
  });
}

/** What of the installation is not as it should be. */
function faultsOf(item: Item, folder: string): string[] {
  const host = join(folder, item.name);
  const before = makeHost(host, item.name.endsWith('-src') ? 'src/' : '');
  const add = () => shadcn('add', '--yes', '--cwd', host, join(folder, `${item.name}.json`));
  add();
  const after = filesOf(host);
  const packages = wrongPackages(item, host);
  add();
  const again = filesOf(host);

  const { '.env': env = '', 'package.json': manifest = '{}' } = after;
  const variables = env.split('\n').filter(Boolean);
  const added = Object.keys(item.envVars ?? {})
    .slice(1)
    .map((name) => `${name}=`);
  const { zod } = JSON.parse(manifest).dependencies;
  return [
    ...wrongFiles(item, before, after).map((name) => `${name} is not as it should be`),
    ...packages.map((name) => `${name} is not installed`),
    ...(zod === ZOD ? [] : [`zod was ${ZOD} and is ${zod}`]),
    ...(variables.join() === [SECRET, ...added].join() ? [] : [`.env is ${variables.join(' ')}`]),
    ...Object.keys({ ...after, ...again })
      .filter((name) => after[name] !== again[name])
      .map((name) => `${name} is changed by a second installation`),
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'registry-'));
let failed = 0;
try {
  shadcn('registry', 'validate');
  shadcn('build', '--output', folder);
  for (const item of registry.items) {
    const faults = faultsOf(item, folder);
    console.log(
      [`${faults.length ? 'FAILS   ' : 'installs'}  ${item.name}`, ...faults].join('\n  '),
    );
    if (faults.length) failed++;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`registry: ${registry.items.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
