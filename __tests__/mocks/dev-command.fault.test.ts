import { mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { startStandIns } from '../../mocks/stand-ins';
import { copyTemplate } from '../support/database/template';
import { marksIn, reaches, runDev, runMocks } from '../support/processes/dev-command';
import { freePort } from '../support/processes/free-port';
import { outcome, spawnScript } from '../support/processes/script';
import { until } from '../support/app/until';

const appOrigin = 'http://localhost:3000';
/** No stand-in for the database, whose start takes its time: the app finds none there, and ends. */
const real = { DATABASE_URL: 'postgresql://127.0.0.1:1/app' };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dev-command-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a database that cannot be reached is said in a sentence, and nothing is left running', async () => {
  const dev = runDev(folder, { DATABASE_URL: 'postgresql://user:not-to-be-shown@127.0.0.1:1/app' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('The database at 127.0.0.1:1 cannot be reached');
  expect(dev.output()).not.toContain('not-to-be-shown');
  expect(await marksIn(folder)).toEqual([]);
});

test("half of Authsignal's variables are not enough", async () => {
  const dev = runDev(folder, { NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: 'tenant' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('AUTHSIGNAL_TENANT_SECRET_KEY');
  expect(dev.output()).not.toContain('    at ');
});

test('the app is not started where what is bad has been named', async () => {
  const dev = runDev(folder, { ...real, NEXTAUTH_URL: 'localhost:3000' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toBe('\nNEXTAUTH_URL must be a URL, such as http://localhost:3000\n\n');
});

test('the stand-ins alone name what is bad as well, all of it at once, and take what is good', async () => {
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

test('a reset clears what the stand-ins have kept, and nothing else', async () => {
  await mkdir(join(folder, 'postgres'));
  for (const name of ['mails.json', 'secrets.json.new', 'diary.txt'])
    await writeFile(join(folder, name), '{}');
  expect(await reset()).toMatchObject({ code: 0 });
  expect(await readdir(folder)).toEqual(['diary.txt']);
});

test('what the stand-ins do not know is not taken for something else', async () => {
  const refused = await outcome(spawnScript('mocks/mocks.ts', { args: ['--rest'] }));
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('no arguments but `-- --reset`');
});

test('a folder in use is refused to a second process, whatever is local, and free after the first', async () => {
  const first = await startStandIns({ appOrigin, folder, findPort: freePort }, real);
  const second = runDev(folder, real);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`is in use by process ${process.pid}`);
  expect(await reset()).toMatchObject({ code: 1 });
  expect(await readdir(folder)).toContain('secrets.json');

  await first.close();
  expect(await reset()).toMatchObject({ code: 0 });
  expect(await readdir(folder)).toEqual([]);
});

test('an app that needs no stand-in of its own starts beside those of a folder in use', async () => {
  const standIns = await startStandIns({ appOrigin, folder, findPort: freePort }, real);
  const dev = runDev(folder, { ...standIns.env, ...real });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('The database at 127.0.0.1:1 cannot be reached');
  expect(await marksIn(folder)).toHaveLength(1);
  await standIns.close();
});

test.each([
  ['damaged', (at: string) => truncate(join(at, 'global', 'pg_control'), 10)],
  ['a file', (at: string) => rm(at, { recursive: true }).then(() => writeFile(at, ''))],
])('a database that is %s is named with its remedy, and the remedy works', async (_how, spoil) => {
  const database = join(folder, 'postgres');
  copyTemplate(database);
  await spoil(database);
  const mocks = runMocks(folder);
  expect(await mocks.ended).toBe(1);
  expect(mocks.output()).toBe(
    `${database} holds no database that PGlite can open: ` +
      '`npm run mocks -- --reset` clears it, and all that is kept beside it.\n',
  );
  expect(await reset()).toMatchObject({ code: 0 });
  expect(await readdir(folder)).toEqual([]);
});

test('a file in the place of the folder is named', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  const mocks = runMocks(file);
  expect(await mocks.ended).toBe(1);
  expect(mocks.output()).toMatch(/^\/\S+\/file cannot be used as a folder \(E[A-Z]+\)\.\n$/);
});

test('the stand-ins alone take their settings from a .env file, as the app does', async () => {
  await writeFile(join(folder, '.env'), 'STAND_INS_FOLDER=kept-here\n');
  const kept = join(folder, 'kept-here', 'mails.json');
  await mkdir(dirname(kept));
  await writeFile(kept, '{}');
  const env = { STAND_INS_FOLDER: undefined };
  await outcome(spawnScript('mocks/mocks.ts', { args: ['--reset'], cwd: folder, env }));
  expect(await readdir(dirname(kept))).toEqual([]);
});

test('a dev command that is killed leaves no app behind', async () => {
  copyTemplate(join(folder, 'postgres'));
  const dev = runDev(folder);
  const url = await dev.line(/^ {2}App +(\S+)/m);
  expect(await reaches(`${url}/icon.svg`)).toBe(200);

  dev.child.kill('SIGKILL');
  await dev.ended;
  await until(async () => (await reaches(`${url}/icon.svg`)) === 'nobody');
});

test('an app that cannot start takes the stand-ins down with it', async () => {
  copyTemplate(join(folder, 'postgres'));
  const dev = runDev(folder, { NEXTAUTH_URL: 'http://not-secure.example.com' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('NEXTAUTH_URL must start with https://');
  expect(dev.output()).not.toContain('Ctrl-C');
  expect(await marksIn(folder)).toEqual([]);
});
