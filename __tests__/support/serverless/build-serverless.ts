import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { copyProject } from '../processes/project-copy';
import { ROOT } from '../processes/script';

/** Builds the app as for a serverless host, in a copy of the project. Returns its path. */
export async function buildServerless(env: NodeJS.ProcessEnv): Promise<string> {
  const folder = copyProject();
  const noFileLists = join(ROOT, '__tests__/support/browser/no-file-lists.js');
  const next = join(ROOT, 'node_modules/next/dist/bin/next');
  await promisify(execFile)(process.execPath, [next, 'build', '--webpack'], {
    cwd: folder,
    env: { ...env, SERVERLESS: '1', NODE_OPTIONS: `--require=${noFileLists}` },
  });
  return folder;
}
