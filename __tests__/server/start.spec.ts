import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

import { freePort } from '../support/processes/free-port';
import { startNext } from '../support/processes/next-process';
import {
  createPasskey,
  mailedLink,
  signInAgainByAutofill,
  signInByMail,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

test('a start with a bad environment ends with code 1 and names every problem', async ({ app }) => {
  const start = async (changes: Record<string, string>) =>
    startNext('start', String(await freePort()), { ...app.env, ...changes });

  const bad = start({ DATABASE_URL: '', NEXTAUTH_SECRET: 'short', EMAIL_SERVER: 'localhost' });
  const message = await bad.then(
    () => 'It started.',
    (error: Error) => error.message,
  );
  expect(message).toMatch(/^Exit code 1:/);
  expect(message).toContain('DATABASE_URL is missing');
  expect(message).toContain('NEXTAUTH_SECRET must have 32 characters or more');
  expect(message).toContain('EMAIL_SERVER must be an smtp:// or smtps:// URL');
  expect(message).not.toContain('EMAIL_FROM');

  const good = await start({});
  await good.close();
});

test('what npm start has started ends with it', async ({ app }) => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = { ...app.env, NEXTAUTH_URL: url, PORT: String(port) };
  const npm = spawn('npm', ['start'], { env, stdio: 'ignore', detached: true });
  const answers = () =>
    fetch(`${url}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  try {
    await expect.poll(answers).toBe(true);
    npm.kill('SIGTERM');
    await once(npm, 'exit');
    await expect.poll(answers).toBe(false);
  } finally {
    // Its whole group, should any of it be left: `kill` fails where nothing is.
    spawnSync('kill', ['-KILL', '--', `-${npm.pid}`]);
  }
});

test('nothing secret stands in what the app prints', async ({ page, app, device }) => {
  const address = await signInByMail(page, app);
  const link = new URL(await mailedLink(page, app, address));
  await createPasskey(page);
  await signInAgainByAutofill(page, device, address);
  const cookies = await page.context().cookies();

  const output = app.output();
  expect(output).toContain('Ready in');
  const { NEXTAUTH_SECRET = '', AUTHSIGNAL_TENANT_SECRET_KEY = '' } = app.env;
  const secrets = [
    NEXTAUTH_SECRET,
    AUTHSIGNAL_TENANT_SECRET_KEY,
    address,
    link.searchParams.get('token') ?? '',
    ...cookies.map(({ value }) => value),
  ];
  for (const secret of secrets) {
    expect(secret.length).toBeGreaterThan(10);
    expect(output).not.toContain(secret);
    expect(output).not.toContain(Buffer.from(secret).toString('base64').slice(0, -4));
  }
});
