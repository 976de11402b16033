import { execFileSync } from 'node:child_process';

import { prepareTemplate } from '../../support/database-template';
import { tellOfMissing } from '../../support/missing-program';
import { findChromium } from './chromium';

/** Builds the app and draws its gallery once, before the first test. */
export default async function build() {
  if (!findChromium()) {
    return tellOfMissing('NO CHROMIUM FOUND: every browser test is skipped. Set CHROMIUM_PATH.');
  }
  await prepareTemplate();
  for (const script of ['build', 'gallery']) {
    execFileSync('npm', ['run', script], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
