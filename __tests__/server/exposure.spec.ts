import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '../support/browser/test';

for (const path of ['/.env', '/.git/config', '/package.json', '/prisma/schema.prisma']) {
  test(`a file of ours is not served: ${path}`, async ({ request }) => {
    expect((await request.get(path)).status()).toBe(404);
  });
}

test('without a CRON_SECRET there is no route for a schedule', async ({ request }) => {
  for (const authorization of ['', 'Bearer ', 'Bearer undefined']) {
    const answer = await request.get('/api/housekeeping', { headers: { authorization } });
    expect(answer.status()).toBe(404);
  }
});

test('nobody has the server fetch a path of theirs, and write it to the log', async ({
  request,
  app,
}) => {
  const forged = '/api/auth/x\n{"event":"forged"}\n';
  const query = new URLSearchParams({ url: forged, w: '640', q: '75' });
  expect((await request.get(`/_next/image?${query}`)).status()).toBe(404);
  expect(app.output()).not.toContain('forged');
});

test('the providers tell their names and addresses, and nothing else', async ({ request }) => {
  const providers = await (await request.get('/api/auth/providers')).json();
  for (const provider of Object.values(providers)) {
    expect(Object.keys(provider ?? {}).sort()).toEqual([
      'callbackUrl',
      'id',
      'name',
      'signinUrl',
      'type',
    ]);
  }
});

test('no script that browsers load holds a secret, nor comes with its source', async ({ app }) => {
  const folder = '.next/static';
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.\w+$/.test(name));
  expect(files.some((name) => name.endsWith('.js'))).toBe(true);
  expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);

  const names = ['AUTHSIGNAL_TENANT_SECRET_KEY', 'NEXTAUTH_SECRET', 'DATABASE_URL', 'EMAIL_SERVER'];
  for (const file of files) {
    const text = await readFile(join(folder, file), 'utf8');
    for (const name of names) {
      expect(text).not.toContain(name);
      expect(text).not.toContain(app.env[name]);
    }
  }
});
