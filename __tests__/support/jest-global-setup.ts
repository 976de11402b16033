import { execFileSync } from 'node:child_process';

import { isPostgresInstalled } from './find-postgres';
import { tellOfMissing } from './missing-program';
import { type Cluster, startCluster } from './postgres-cluster';
import { SHARED_CLUSTER } from './test-database';

export let sharedCluster: Cluster | undefined;

/** What all test files share: an empty PGlite to copy and, where it is installed, a PostgreSQL. */
export default async function prepare() {
  // In a process of its own: Jest's own cannot load PGlite.
  const jiti = 'node_modules/jiti/lib/jiti-cli.mjs';
  execFileSync(process.execPath, [jiti, '__tests__/support/prepare-database.ts']);

  if (!isPostgresInstalled()) {
    return tellOfMissing(
      'POSTGRESQL IS NOT INSTALLED: what is about requests at the same moment is skipped.',
    );
  }
  sharedCluster = await startCluster();
  process.env[SHARED_CLUSTER] = sharedCluster.url;
}
