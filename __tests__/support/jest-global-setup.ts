import { execFileSync } from 'node:child_process';

import { isPostgresInstalled } from './find-postgres';
import { type Cluster, startCluster } from './postgres-cluster';
import { SHARED_CLUSTER } from './test-database';

export let sharedCluster: Cluster | undefined;

/** What all test files share: an empty PGlite to copy and, where it is installed, a PostgreSQL. */
export default async function prepare() {
  // In a process of its own: Jest's own cannot load PGlite.
  const jiti = 'node_modules/jiti/lib/jiti-cli.mjs';
  execFileSync(process.execPath, [jiti, '__tests__/support/prepare-database.ts']);

  if (!isPostgresInstalled()) return tellThatPostgresIsMissing();
  sharedCluster = await startCluster();
  process.env[SHARED_CLUSTER] = sharedCluster.url;
}

function tellThatPostgresIsMissing(): void {
  const notice =
    'POSTGRESQL IS NOT INSTALLED: what is about requests at the same moment is skipped.';
  if (process.env.CI) throw new Error(notice);
  console.warn(`\n${'!'.repeat(72)}\n${notice}\n${'!'.repeat(72)}\n`);
}
