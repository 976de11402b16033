import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { dependencies, devDependencies } from '../../package.json';
import { CHROMIUM_FLAGS, findChromium } from '../support/browser/chromium';
import { createBrowser } from '../support/user/software-authenticator';
import type { Installation } from './installation';

const ORIGIN = 'https://app.example.com';
const SDKS = [
  `@authsignal/node@${dependencies['@authsignal/node']}`,
  `@authsignal/browser@${dependencies['@authsignal/browser']}`,
];

/** The command, by its name, with flags and a variable: a passkey outlives a restart. */
export async function listens(installation: Installation): Promise<string> {
  installation.run('npm', 'install', ...SDKS);
  const seed = { users: [{ userId: 'ada', email: 'ada@example.com' }], outcomes: { pay: 'BLOCK' } };
  installation.write('seed.json', JSON.stringify(seed));
  const args = ['--port', '0', '--origin', ORIGIN, '--rp-id', 'example.com', '--persist', 'data'];

  const first = await start(installation, [...args, '--seed', 'seed.json']);
  const browser = createBrowser({ ...first, origin: ORIGIN });
  const { token } = await first.server.track({ userId: 'ada', action: 'enroll' });
  await browser.signUp({ token });
  const { email } = await first.server.getUser({ userId: 'ada' });
  const { state } = await first.server.track({ userId: 'ada', action: 'pay' });
  await first.stop();

  const second = await start(installation, args);
  const { authenticator } = browser;
  const again = createBrowser({ ...second, origin: ORIGIN, authenticator });
  const signedIn = await second.server.validateChallenge({ token: await again.signIn() });
  await second.stop();
  const seen = `${email} ${state} ${signedIn.userId} ${signedIn.state}`;
  if (seen !== 'ada@example.com BLOCK ada CHALLENGE_SUCCEEDED') throw new Error(seen);
  return seen;
}

async function start({ folder, require }: Installation, args: string[]) {
  const { Authsignal }: typeof import('@authsignal/node') = require('@authsignal/node');
  const secretKey = 'secret-of-the-variable';
  const child = spawn(join(folder, 'node_modules/.bin/authsignal-emulator'), args, {
    cwd: folder,
    env: { ...process.env, AUTHSIGNAL_EMULATOR_SECRET: secretKey },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    child.kill();
    await ended;
  };
  for await (const line of createInterface(child.stdout)) {
    const [, baseUrl] = /API +(\S+)/.exec(line) ?? [];
    if (!baseUrl) continue;
    const server = new Authsignal({ apiUrl: baseUrl, apiSecretKey: secretKey, retries: 0 });
    return { baseUrl, tenantId: 'local-tenant', server, stop };
  }
  throw new Error('The command ended.');
}

const IMPORT = "import { createEmulator } from 'authsignal-emulator';\n";

const STRICT = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    module: 'nodenext',
    lib: ['dom', 'ES2023'],
    types: ['node'],
    skipLibCheck: true,
  },
  include: ['*.ts'],
};

/** It compiles without msw, and with every check; the examples compile too, and what is wrong does not. */
export async function typesAreStrict(installation: Installation): Promise<string> {
  const { msw, typescript, '@types/node': node, '@playwright/test': playwright } = devDependencies;
  installation.run('npm', 'install', `typescript@${typescript}`, `@types/node@${node}`);
  installation.write('plain.ts', `${IMPORT}createEmulator().reset();\n`);
  const checkAll = { ...STRICT.compilerOptions, skipLibCheck: false };
  installation.write('tsconfig.json', JSON.stringify({ ...STRICT, compilerOptions: checkAll }));
  installation.run('npx', 'tsc');

  installation.run(
    'npm',
    'install',
    `msw@${msw}`,
    `@playwright/test@${playwright}`,
    'vitest@^4.0.0',
  );
  const { folder } = installation;
  cpSync(join(folder, 'node_modules/authsignal-emulator/examples'), folder, { recursive: true });
  installation.write('tsconfig.json', JSON.stringify(STRICT));
  installation.run('npx', 'tsc');

  installation.write(
    'wrong.ts',
    `${IMPORT}createEmulator({ tenant: 1 }).setOutcome('pay', 'NO');\n`,
  );
  const complaint = complaintOf(() => installation.run('npx', 'tsc'));
  installation.write('wrong.ts', '');
  const found = complaint.match(/error TS\d+/g) ?? [];
  if (found.length !== 2) throw new Error(complaint);
  return found.join(', ');
}

function complaintOf(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}

/** As they stand in the package. */
export async function examplesRun(installation: Installation): Promise<string> {
  const vitest = installation.run('npx', 'vitest', 'run', 'vitest.test.ts');
  const launchOptions = { executablePath: findChromium(), args: CHROMIUM_FLAGS };
  const config = { testMatch: 'playwright.spec.ts', use: { launchOptions } };
  installation.write('playwright.config.ts', `export default ${JSON.stringify(config)};\n`);
  const playwright = installation.run('npx', 'playwright', 'test', '--reporter=line');
  const passed = [...`${vitest}${playwright}`.matchAll(/(\d+) passed/g)].map(([words]) => words);
  return passed.join(', ');
}
