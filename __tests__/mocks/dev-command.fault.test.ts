import { appendFile, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { startLocalServices } from '../../mocks/start-local-services';
import { copyTemplate } from '../support/database/template';
import { locksIn, reaches, runDev, runDevIn, runMocks } from '../support/processes/dev-command';
import { freePort } from '../support/processes/free-port';
import { copyProject } from '../support/processes/project-copy';
import { outcome, spawnScript } from '../support/processes/script';
import { until } from '../support/app/until';

const appOrigin = 'http://localhost:3000';
/** A database that nothing serves, so that none is started, which takes long: the app ends at once. */
const real = { DATABASE_URL: 'postgresql://127.0.0.1:1/app' };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dev-command-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('an error names the database that cannot be reached, and nothing keeps running', async () => {
  const dev = runDev(folder, { DATABASE_URL: 'postgresql://user:not-to-be-shown@127.0.0.1:1/app' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('The database at 127.0.0.1:1 cannot be reached');
  expect(dev.output()).not.toContain('not-to-be-shown');
  expect(await locksIn(folder)).toEqual([]);
});

test('an error names the variables of Authsignal that are missing', async () => {
  const dev = runDev(folder, { NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: 'tenant' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('AUTHSIGNAL_TENANT_SECRET_KEY');
  expect(dev.output()).not.toContain('    at ');
});

test('with an invalid variable the app is not started', async () => {
  const dev = runDev(folder, { ...real, NEXTAUTH_URL: 'localhost:3000' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toBe('\nNEXTAUTH_URL must be a URL, such as http://localhost:3000\n\n');
});

test('`npm run mocks` names all invalid variables at once, and uses valid ones', async () => {
  const bad = runMocks(folder, { NEXTAUTH_URL: 'localhost:4000', PORT: 'abc' });
  expect(await bad.ended).toBe(1);
  expect(bad.output()).toMatch(/^NEXTAUTH_URL must be .*\nPORT must be .*\n$/);

  copyTemplate(join(folder, 'postgres'));
  const good = runMocks(folder, { NEXTAUTH_URL: 'http://localhost:4000', PORT: '4000' });
  expect(await good.line(/For an app at (\S+):/)).toBe('http://localhost:4000');
  good.child.kill('SIGKILL');
  await good.ended;
});

const reset = () =>
  outcome(spawnScript('mocks/mocks.ts', { args: ['--reset'], env: { STAND_INS_FOLDER: folder } }));

test('a reset clears the local data, and no other file', async () => {
  await mkdir(join(folder, 'postgres'));
  for (const name of ['mails.json', 'secrets.json.new', 'diary.txt'])
    await writeFile(join(folder, name), '{}');
  expect(await reset()).toMatchObject({ code: 0 });
  expect(await readdir(folder)).toEqual(['diary.txt']);
});

test('an unknown argument is refused', async () => {
  const refused = await outcome(spawnScript('mocks/mocks.ts', { args: ['--rest'] }));
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('The only argument of `npm run mocks` is `-- --reset`');
});

test('a second process cannot use the folder until the first one has ended', async () => {
  const first = await startLocalServices({ appOrigin, folder, findPort: freePort }, real);
  const second = runDev(folder, real);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`is in use by process ${process.pid}`);
  expect(await reset()).toMatchObject({ code: 1 });
  expect(await readdir(folder)).toContain('secrets.json');

  await first.close();
  expect(await reset()).toMatchObject({ code: 0 });
  expect(await readdir(folder)).toEqual([]);
});

test('an app that needs no local service starts while another process uses the folder', async () => {
  const local = await startLocalServices({ appOrigin, folder, findPort: freePort }, real);
  const dev = runDev(folder, { ...local.env, ...real });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('The database at 127.0.0.1:1 cannot be reached');
  expect(await locksIn(folder)).toHaveLength(1);
  await local.close();
});

test.each([
  ['damaged', (at: string) => truncate(join(at, 'global', 'pg_control'), 10)],
  ['a file', (at: string) => rm(at, { recursive: true }).then(() => writeFile(at, ''))],
])(
  'an error names the database that is %s, and the command that clears it',
  async (_how, spoil) => {
    const database = join(folder, 'postgres');
    copyTemplate(database);
    await spoil(database);
    const mocks = runMocks(folder);
    expect(await mocks.ended).toBe(1);
    expect(mocks.output()).toBe(
      `PGlite cannot open the database in ${database}. ` +
        '`npm run mocks -- --reset` clears all local data.\n',
    );
    expect(await reset()).toMatchObject({ code: 0 });
    expect(await readdir(folder)).toEqual([]);
  },
);

test('an error names the file that stands in place of the folder', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const mocks = runMocks(file);
  expect(await mocks.ended).toBe(1);
  expect(mocks.output()).toMatch(/^\/\S+\/file cannot be used as a folder \(E[A-Z]+\)\.\n$/);
});

test('`npm run mocks` reads the .env file, as the app does', async () => {
  await writeFile(join(folder, '.env'), 'STAND_INS_FOLDER=kept-here\n');
  const kept = join(folder, 'kept-here', 'mails.json');
  await mkdir(dirname(kept));
  await writeFile(kept, '{}');
  const env = { STAND_INS_FOLDER: undefined };
  await outcome(spawnScript('mocks/mocks.ts', { args: ['--reset'], cwd: folder, env }));
  expect(await readdir(dirname(kept))).toEqual([]);
});

test('if the dev command is killed, the app ends too', async () => {
  copyTemplate(join(folder, 'postgres'));
  const dev = runDev(folder);
  const url = await dev.line(/^ {2}App +(\S+)/m);
  expect(await reaches(`${url}/icon.svg`)).toBe(200);

  dev.child.kill('SIGKILL');
  await dev.ended;
  await until(async () => (await reaches(`${url}/icon.svg`)) === 'nobody');
});

test('a schema with an error is shown with its line, and nothing is started', async () => {
  const project = copyProject();
  await appendFile(join(project, 'prisma/schema.prisma'), '\nmodel Broken { id Nonsense }\n');
  const dev = runDevIn(project, folder);
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('model Broken { id Nonsense }');
  expect(dev.output()).not.toContain('Next.js');
  expect(await readdir(folder)).toEqual([]);
  await rm(project, { recursive: true });
});

test('if the app cannot start, the local services stop too', async () => {
  copyTemplate(join(folder, 'postgres'));
  const dev = runDev(folder, { NEXTAUTH_URL: 'http://not-secure.example.com' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('NEXTAUTH_URL must start with https://');
  expect(dev.output()).not.toContain('Ctrl-C');
  expect(await locksIn(folder)).toEqual([]);
});
