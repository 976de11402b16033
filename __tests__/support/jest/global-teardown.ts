import { sharedCluster } from './global-setup';

/** Ends what the test files have shared. */
export default async function tearDown() {
  await sharedCluster?.close();
}
