import { chromium } from '@playwright/test';

import '../support/database/quick-wasm';
import { CHROMIUM_FLAGS, findChromium } from '../support/browser/chromium';
import type { Host } from './host';
import { host as jwt } from './jwt-journey';
import { host as t3 } from './t3-journey';
import { tryHost } from './try-host';

const hosts: Record<string, Host> = { t3, jwt };

let passed = 0;
let failed = 0;

/** Tries one thing, says whether it holds, and counts it. */
async function check(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    passed++;
    console.log(`  ok    ${name}`);
  } catch (error) {
    failed++;
    console.log(`  FAILS ${name}\n${error instanceof Error ? error.stack : error}`);
  }
}

/**
 * `npm run test:hosts`: puts the item of registry.json into apps that exist, by shadcn's command and the
 * edits of the README, and drives them in Chromium before and after. `-- t3` tries one of them. It needs
 * npm's registry.
 */
async function main() {
  const [, , ...chosen] = process.argv;
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium was found. Set CHROMIUM_PATH.');
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_FLAGS });
  try {
    for (const [name, host] of Object.entries(hosts)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      console.log(host.name);
      await check('it is tried to the end', () => tryHost(host, browser, check));
    }
  } finally {
    await browser.close();
  }
  console.log(`hosts: ${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
