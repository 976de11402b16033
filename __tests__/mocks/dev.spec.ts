import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { locksIn, reaches, runDev } from '../support/processes/dev-command';
import { countConditionalRequests } from '../support/browser/conditional-requests';
import { alertOn, createPasskey, signInByMail, signOut } from '../support/browser/steps';
import { expect, withApp } from '../support/browser/test';

const test = withApp(startDev);

// All of them share one development server, and the last one ends it.
test.describe.configure({ mode: 'serial' });

/** Runs `npm run dev` while other programs have the usual ports. */
async function startDev() {
  const others = await Promise.all([3000, 8025, 8787].map(occupy));
  const folder = await mkdtemp(join(tmpdir(), 'dev-command-'));
  const dev = runDev(folder);
  await dev.line(/(Ctrl-C)/);
  const addressOf = (name: string) =>
    new RegExp(`^  ${name} +(\\S+)`, 'm').exec(dev.output())?.[1] ?? '';

  return {
    ...dev,
    folder,
    url: addressOf('App'),
    mailboxUrl: addressOf('Mailbox'),
    portalUrl: addressOf('Authsignal'),
    places: ['App', 'Mailbox', 'Authsignal', 'PostgreSQL'].map(addressOf),
    async close() {
      others.forEach((server) => server.close());
      dev.child.kill('SIGINT');
      await dev.ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** Listens at a port, unless another program does already. */
function occupy(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => {
    const done = () => resolve(server);
    server.once('error', done).listen(port, 'localhost', done);
  });
}

test('the development server comes up beside what runs already', async ({ app }) => {
  expect(app.places.every(Boolean)).toBe(true);
  expect(app.places.join()).not.toMatch(/:(3000|8025|8787)\b/);
  expect(await reaches(`${app.url}/signin`)).toBe(200);
  expect(await reaches(app.mailboxUrl)).toBe(200);
  expect(await reaches(app.portalUrl)).toBe(200);
});

/** The addresses, what to do next, and what Next.js says of its start and of each request. */
const USUAL =
  /^ *(App|Mailbox|Authsignal|PostgreSQL|Open the app|Ctrl-C|▲|- (Local|Network):|✓|○ Compiling|GET|Applied)/;

test('the terminal shows addresses and requests, and no warning or advice of any tool', async ({
  app,
}) => {
  expect(await reaches(app.url)).toBe(200);
  await app.line(/(GET \/signin)/);
  const lines = stripVTControlCharacters(app.output()).split('\n');
  expect(lines.filter((line) => line.trim() && !USUAL.test(line))).toEqual([]);
});

test('in Strict Mode the request behind the field is made once, and signs in', async ({
  page,
  app,
  device,
}) => {
  // Each page and route is compiled when it is first asked for.
  test.slow();
  const conditionalRequests = await countConditionalRequests(page);
  const address = await signInByMail(page, app);
  await createPasskey(page);

  await device.setTouched(false);
  await signOut(page);
  await page.waitForLoadState('networkidle');
  expect(await conditionalRequests()).toBe(1);
  await expect(alertOn(page)).toHaveCount(0);

  await device.setTouched(true);
  await page.reload();
  await expect(page.getByText(`Signed in as ${address}`)).toBeVisible();
});

test('Ctrl-C ends all of it', async ({ app }) => {
  app.child.kill('SIGINT');
  expect(await app.ended).toBe(0);
  for (const place of app.places.slice(0, 3)) expect(await reaches(place)).toBe('nobody');
  expect(await locksIn(app.folder)).toEqual([]);
});
