import { useSyncExternalStore } from 'react';

import { supportsPasskeys } from '@/utils/passkeys/browser-support';

const neverChanges = () => () => {};

/** Whether this browser can use passkeys. The server, which cannot know, assumes that it can. */
export function usePasskeySupport(): boolean {
  return useSyncExternalStore(neverChanges, supportsPasskeys, () => true);
}
