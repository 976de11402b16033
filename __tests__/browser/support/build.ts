import { execFileSync } from 'node:child_process';

import { prepareTemplate } from '../../support/database-template';
import { findChromium } from './chromium';

/** Builds the app and draws its gallery once, before the first test. */
export default async function build() {
  if (!findChromium()) {
    const notice = 'NO CHROMIUM FOUND: every browser test is skipped. Set CHROMIUM_PATH.';
    if (process.env.CI) throw new Error(notice);
    console.log(`\n${'!'.repeat(72)}\n${notice}\n${'!'.repeat(72)}\n`);
    return;
  }
  await prepareTemplate();
  for (const script of ['build', 'gallery']) {
    execFileSync('npm', ['run', script], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
