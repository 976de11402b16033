import { useState, useSyncExternalStore } from 'react';

import { useDevicePasskeys } from '@/utils/account/use-device-passkeys';

const KEY = 'passkey-prompt';
const DAY_MS = 24 * 60 * 60_000;

/** How long each "Not now" snoozes the prompt. The last one holds from then on. */
const SNOOZES_MS = [1, 7, 30, 90].map((days) => days * DAY_MS);

/**
 * Whether to invite the user to create a passkey: it is useful, this device can keep one, and the user has not
 * snoozed the prompt in this browser.
 */
export function usePasskeyPrompt(isUseful: boolean) {
  const [isDismissed, setDismissed] = useState(false);
  const isSnoozed = useSyncExternalStore(neverChanges, readIsSnoozed, () => true);
  const canKeep = useDevicePasskeys();

  function snooze() {
    storeSnooze();
    setDismissed(true);
  }

  const isPrompting = isUseful && canKeep === true && !isSnoozed && !isDismissed;
  return { isPrompting, snooze };
}

const neverChanges = () => () => {};

const readIsSnoozed = () => readSnooze().until > Date.now();

function storeSnooze(): void {
  const times = readSnooze().times + 1;
  const length = SNOOZES_MS[Math.min(times, SNOOZES_MS.length) - 1] ?? 0;
  try {
    localStorage.setItem(KEY, JSON.stringify({ times, until: Date.now() + length }));
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
