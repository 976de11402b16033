import { useState, useSyncExternalStore } from 'react';

import { isPromptPaused, pausePrompt } from '@/utils/account/snooze-prompt.browser';
import { useDevicePasskeys } from '@/utils/account/use-device-passkeys';
import type { PasskeyList } from '@/utils/account/use-passkeys';

const neverChanges = () => () => {};

/**
 * Whether to invite the person to create a passkey, where that is welcome: they have none, this device
 * can make one, and they have not put it off.
 */
export function usePasskeyPrompt(list: PasskeyList, { isWelcome }: { isWelcome: boolean }) {
  const [isPutOff, setPutOff] = useState(false);
  const isPaused = useSyncExternalStore(neverChanges, isPromptPaused, () => true);
  const canKeep = useDevicePasskeys();
  const hasNone = list.status === 'loaded' && list.passkeys.length === 0;

  function putOff() {
    pausePrompt();
    setPutOff(true);
  }

  const isPrompting = isWelcome && hasNone && canKeep === true && !isPaused && !isPutOff;
  return { isPrompting, putOff };
}
