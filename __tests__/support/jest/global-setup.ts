import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { isPostgresInstalled } from '../database/find-postgres';
import { tellOfMissing } from '../processes/missing-program';
import { type Cluster, startCluster } from '../database/postgres-cluster';
import { SHARED_CLUSTER } from '../database/test-database';

export let sharedCluster: Cluster | undefined;

/** What all test files share: an empty PGlite to copy and, where it is installed, a PostgreSQL. */
export default async function prepare() {
  await Promise.all([prepareTemplate(), startSharedCluster()]);
}

/** In a process of its own: Jest's own cannot load PGlite. */
function prepareTemplate() {
  const jiti = 'node_modules/jiti/lib/jiti-cli.mjs';
  return promisify(execFile)(process.execPath, [jiti, '__tests__/support/database/prepare.ts']);
}

async function startSharedCluster() {
  if (!isPostgresInstalled()) {
    return tellOfMissing(
      'POSTGRESQL IS NOT INSTALLED: what is about simultaneous requests or large tables is skipped.',
    );
  }
  sharedCluster = await startCluster();
  process.env[SHARED_CLUSTER] = sharedCluster.url;
}
