import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { spawnScript } from './support/script';

/** Nothing of it comes from the machine's own environment, nor from a .env file. */
const settings = [
  'NEXTAUTH_URL',
  'NEXTAUTH_SECRET',
  'DATABASE_URL',
  'EMAIL_SERVER',
  'NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID',
  'NEXT_PUBLIC_AUTHSIGNAL_API_HOST',
  'AUTHSIGNAL_TENANT_SECRET_KEY',
];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dev-command-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs what `npm run dev` runs, with nothing set up but what the test gives. */
function runDev(variables: Record<string, string> = {}) {
  const unset = Object.fromEntries(settings.map((name) => [name, '']));
  const env = { ...unset, STAND_INS_FOLDER: folder, ...variables };
  const child = spawnScript('mocks/dev.ts', { env });
  let output = '';
  const read = (chunk: Buffer) => (output += chunk);
  child.stdout.on('data', read);
  child.stderr.on('data', read);

  return {
    child,
    output: () => output,
    ended: once(child, 'exit').then(([code]) => code as number | null),
    /** Resolves when the output has such a line, or has ended. */
    async line(pattern: RegExp) {
      while (!pattern.test(output) && child.exitCode === null) {
        await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
      }
      return pattern.exec(output)?.[1] ?? output;
    },
  };
}

/** The database's mark stands in the folder for as long as the stand-ins run. */
const marks = async () => (await readdir(folder)).filter((name) => name.endsWith('.pid'));

const reaches = (url: string) =>
  fetch(url).then(
    ({ status }) => status,
    () => 'nobody',
  );

/** Somebody else on the usual port, where it is free. */
async function occupy(port: number): Promise<Server> {
  const server = createServer();
  server.on('error', () => {});
  server.listen(port, 'localhost');
  await Promise.race([once(server, 'listening'), once(server, 'error')]);
  return server;
}

test('the app comes up beside what runs already, and Ctrl-C ends all of it', async () => {
  const others = await Promise.all([3000, 8025, 8787].map(occupy));
  const dev = runDev();
  const app = await dev.line(/^ {2}App +(\S+)/m);
  await dev.line(/(Ctrl-C)/);
  const places = ['App', 'Mailbox', 'Authsignal', 'PostgreSQL'].map(
    (name) => new RegExp(`^  ${name} +(\\S+)`, 'm').exec(dev.output())?.[1] ?? '',
  );
  expect(places.every(Boolean)).toBe(true);
  expect(places.join()).not.toMatch(/:(3000|8025|8787)\b/);
  expect(await reaches(`${app}/signin`)).toBe(200);
  expect(await reaches(places[1] ?? '')).toBe(200);

  dev.child.kill('SIGINT');
  expect(await dev.ended).toBe(0);
  for (const place of places.slice(0, 3)) expect(await reaches(place)).toBe('nobody');
  expect(await marks()).toEqual([]);
  others.forEach((server) => server.close());
}, 60_000);

test('a database that cannot be reached is said in a sentence, and nothing is left running', async () => {
  const dev = runDev({ DATABASE_URL: 'postgresql://user:not-to-be-shown@127.0.0.1:1/app' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('The database at 127.0.0.1:1 cannot be reached');
  expect(dev.output()).not.toContain('not-to-be-shown');
  expect(await marks()).toEqual([]);
});

test("half of Authsignal's variables are not enough", async () => {
  const dev = runDev({ NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: 'tenant' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('AUTHSIGNAL_TENANT_SECRET_KEY');
  expect(dev.output()).not.toContain('    at ');
});

test('an app that cannot start takes the stand-ins down with it', async () => {
  const dev = runDev({ NEXTAUTH_URL: 'http://not-secure.example.com' });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain('NEXTAUTH_URL must start with https://');

  expect(await marks()).toEqual([]);
});

test.each([
  ['NEXTAUTH_URL', 'app.example.org'],
  ['PORT', 'abc'],
])('a bad %s is named', async (name, value) => {
  const dev = runDev({ [name]: value });
  expect(await dev.ended).toBe(1);
  expect(dev.output()).toContain(name);
});

test('a dev command that is killed leaves no app behind', async () => {
  const dev = runDev();
  const app = await dev.line(/^ {2}App +(\S+)/m);
  expect(await reaches(`${app}/signin`)).toBe(200);

  dev.child.kill('SIGKILL');
  await dev.ended;
  while ((await reaches(`${app}/icon.svg`)) !== 'nobody');
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
