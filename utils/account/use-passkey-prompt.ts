import { useState } from 'react';

import { useDevicePasskeys } from '@/utils/account/use-device-passkeys';
import { useInBrowser } from '@/utils/ui/use-in-browser';

const KEY = 'passkey-prompt';
const DAY_MS = 24 * 60 * 60_000;

/** How many days the first presses of "Not now" snooze the prompt. All later ones snooze it for 90 days. */
const FIRST_SNOOZES = [1, 7, 30];

/** Whether to invite the user to create a passkey. `snooze` ends that in this browser for some days. */
export function usePasskeyPrompt(isUseful: boolean) {
  const [isDismissed, setDismissed] = useState(false);
  const isSnoozed = useInBrowser(readIsSnoozed, true);
  const canKeep = useDevicePasskeys();

  function snooze() {
    storeSnooze();
    setDismissed(true);
  }

  const isPrompting = isUseful && canKeep === true && !isSnoozed && !isDismissed;
  return { isPrompting, snooze };
}

const readIsSnoozed = () => readSnooze().until > Date.now();

function storeSnooze(): void {
  const { times } = readSnooze();
  const until = Date.now() + (FIRST_SNOOZES[times] ?? 90) * DAY_MS;
  try {
    localStorage.setItem(KEY, JSON.stringify({ times: times + 1, until }));
  } catch {
    // Storage is off: the prompt stays away until the page is loaded again.
  }
}

function readSnooze(): { times: number; until: number } {
  try {
    const { times, until } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { times: Number(times) || 0, until: Number(until) || 0 };
  } catch {
    return { times: 0, until: 0 };
  }
}
