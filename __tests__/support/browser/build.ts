import { exec } from 'node:child_process';
import { promisify } from 'node:util';

import type { FullConfig } from '@playwright/test';

import { prepareTemplate } from '../database/template';
import { isFirefoxInstalled } from '../firefox/start-firefox';
import { canRunInstances } from '../instances/program';
import { tellOfMissing } from '../processes/missing-program';
import { findChromium } from './chromium';

/** Throws all that the script has said where it fails: what goes to stderr, an error quotes. */
const run = (script: string, env: Record<string, string> = {}) =>
  promisify(exec)(`npm run ${script} >&2`, {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
  });

/** What is left of a build once the types are checked, and without what only a container or a platform needs. */
const buildApp = (hasImage: boolean) =>
  run(
    'build:app',
    hasImage ? {} : { NODE_OPTIONS: '--require=./__tests__/support/browser/no-file-lists.js' },
  );

/** The project `build` looks at what goes into an image. Without `--project`, all of them run. */
const hasBuildProject = (args: string) =>
  !/--project\b/.test(args) || /--project[= ]build\b/.test(args);

/** Builds the app and draws its gallery once, before the first test. */
export default async function build({ argv }: FullConfig) {
  if (!findChromium()) {
    return tellOfMissing('NO CHROMIUM FOUND: every browser test is skipped. Set CHROMIUM_PATH.');
  }
  if (!canRunInstances()) {
    tellOfMissing(
      'HAPROXY, PGBOUNCER OR POSTGRESQL IS NOT INSTALLED: what is about several instances is skipped.',
    );
  }
  if (!isFirefoxInstalled()) {
    tellOfMissing('FIREFOX IS NOT INSTALLED (firefox-esr): the journey in Firefox is skipped.');
  }
  await Promise.all([buildApp(hasBuildProject(argv.join(' '))), run('gallery'), prepareTemplate()]);
}
