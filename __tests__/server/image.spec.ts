import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { argsOf, inImage, readDockerfile } from '../support/image/dockerfile';
import { containerEnv, layOutImage, migrateFromImage, runImage } from '../support/image/image';
import { freePort } from '../support/processes/free-port';
import { runApp } from '../support/processes/running-app';
import { createPasskey, signInAgainByAutofill, signInByMail } from '../support/browser/steps';
import { expect, withApp } from '../support/browser/test';

// One copy, for one worker.
const test = withApp(async () => {
  const folder = layOutImage();
  let migrated = '';
  const app = await runApp({
    start: async (port, env) => {
      migrated = await migrateFromImage(folder, env);
      return runImage(folder, port, env);
    },
  });
  return {
    ...app,
    folder,
    migrated,
    async close() {
      await app.close();
      await rm(folder, { recursive: true });
    },
  };
});
test.describe.configure({ mode: 'default' });

test('what the image holds is the whole app, alone in a folder', async ({ page, app, device }) => {
  const address = await signInByMail(page, app);
  await createPasskey(page);
  await signInAgainByAutofill(page, device, address);

  // Next.js goes on without a module that it misses.
  expect(app.output()).toContain('"event":"sign_in_succeeded"');
  expect(app.output()).not.toMatch(/MODULE_NOT_FOUND|unhandledRejection/);
});

test('the image brings an empty database up to date, and finds it so the second time', async ({
  app,
}) => {
  const migrations = (await readdir('prisma/migrations')).filter((name) => /^\d/.test(name));
  expect(app.migrated).toContain(`The database is up to date (${migrations.length} new).`);
  expect(await migrateFromImage(app.folder, app.env)).toContain('(nothing new)');
});

for (const [path, status] of Object.entries({
  '/signin': 200,
  '/': 307,
  '/signin/': 308,
  '/icon.svg': 200,
  '/nothing': 404,
  '/api/sessions': 401,
  '/.well-known/passkey-endpoints': 200,
  '/_next/image?url=%2Ficon.svg&w=640&q=75': 404,
})) {
  test(`the server of the image sets the headers of every answer: ${path}`, async ({ request }) => {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(status);
    expect(answer.headers()).toMatchObject({
      'content-security-policy': expect.stringContaining("script-src 'self';"),
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
    });
  });
}

test('the health check of the image fails where the app does not answer', async ({ app }) => {
  const check = async (port: string) => {
    const run = promisify(execFile)(process.execPath, argsOf('HEALTHCHECK'), {
      env: containerEnv(port, app.env),
    });
    return run.then(
      () => 0,
      ({ code }: { code: number }) => code,
    );
  };
  expect(await check(new URL(app.url).port)).toBe(0);
  expect(await check(String(await freePort()))).toBe(1);
});

test('the process of the image hears the signal to stop, and ends', async ({ app }) => {
  const server = await runImage(app.folder, String(await freePort()), app.env);
  expect(inImage('STOPSIGNAL')).toBe('SIGTERM');
  process.kill(server.pid ?? 0, 'SIGTERM');
  expect(await server.ended).toBe(143);
});

test('a bad environment ends it, with every problem named', async ({ app }) => {
  const env = { ...app.env, DATABASE_URL: '', NEXTAUTH_SECRET: 'short' };
  const server = runImage(app.folder, String(await freePort()), env);
  await expect(server).rejects.toThrow(
    /^Exit code 1:[\s\S]*NEXTAUTH_SECRET[\s\S]*DATABASE_URL is missing/,
  );
});

test('an image knows no secret, and its app is not root', async ({ app }) => {
  expect(inImage('USER')).toBe('node');
  // Next.js copies an .env into the folder that the image is made of.
  expect(readFileSync('.dockerignore', 'utf8').split('\n')).toContain('.env*');
  const names = readFileSync('.env.example', 'utf8').match(/^\w+(?==)/gm) ?? [];
  expect(names).toContain('NEXTAUTH_SECRET');
  const instructions = readDockerfile();
  expect(instructions.filter(({ name }) => ['ARG', 'ADD'].includes(name))).toEqual([]);
  for (const name of names) {
    expect(instructions.filter(({ rest }) => rest.includes(name))).toEqual([]);
  }
  const files = await readdir(app.folder);
  expect(files).toEqual(expect.arrayContaining(['.next', 'node_modules', 'server.js']));
});

test('every COPY names something, and the size is told', async ({ app }) => {
  const sources = readDockerfile()
    .filter(({ name }) => name === 'COPY')
    .flatMap(({ rest }) => rest.replace('--from=build ', '').split(' ').slice(0, -1));
  expect(sources.length).toBeGreaterThan(5);
  for (const source of sources) {
    expect(existsSync(source.replace(/^\/app\//, '')), source).toBe(true);
  }

  const files = await readdir(app.folder, { recursive: true, withFileTypes: true });
  const sizes = files
    .filter((file) => file.isFile())
    .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size);
  const megabytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1e6;
  console.log(`  The image holds ${megabytes.toFixed(1)} MB beside Node.js.`);
  // A program for one kind of machine would tie the image to it.
  expect(files.filter(({ name }) => /\.(node|so[.\d]*)$/.test(name))).toEqual([]);
});
