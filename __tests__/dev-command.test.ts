import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { marksIn, runDev } from './support/dev-command';
import { spawnScript } from './support/script';

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

test.each([
  ['NEXTAUTH_URL', 'app.example.org'],
  ['PORT', 'abc'],
])('a bad %s is named', async (name, value) => {
  const dev = runDev(folder, { [name]: value });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain(name);
});

test('a reset clears what the stand-ins have kept, and nothing else', async () => {
  await mkdir(join(folder, 'postgres'));
  await writeFile(join(folder, 'mails.json'), '{}');
  await writeFile(join(folder, 'diary.txt'), 'Mine.');
  const reset = spawnScript('mocks/mocks.ts', {
    args: ['--reset'],
    env: { STAND_INS_FOLDER: folder },
  });
  await once(reset, 'exit');
  expect(await readdir(folder)).toEqual(['diary.txt']);
});

test('the stand-ins alone take their settings from a .env file, as the app does', async () => {
  await writeFile(join(folder, '.env'), 'STAND_INS_FOLDER=kept-here\n');
  const kept = join(folder, 'kept-here', 'mails.json');
  await mkdir(dirname(kept));
  await writeFile(kept, '{}');
  const reset = spawnScript('mocks/mocks.ts', {
    args: ['--reset'],
    cwd: folder,
    env: { STAND_INS_FOLDER: undefined },
  });
  await once(reset, 'exit');
  expect(await readdir(dirname(kept))).toEqual([]);
});
