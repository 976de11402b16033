const KEY = 'passkey-prompt';
const DAY_MS = 24 * 60 * 60_000;

/** How long the prompt stays away after each "Not now". The last one holds from then on. */
const PAUSES_MS = [1, 7, 30, 90].map((days) => days * DAY_MS);

interface Pause {
  times: number;
  until: number;
}

/** True while the person has said "Not now" not long ago in this browser. Never throws. */
export const isPromptPaused = () => readPause().until > Date.now();

/** Notes a "Not now". */
export function pausePrompt(): void {
  const times = readPause().times + 1;
  const length = PAUSES_MS[Math.min(times, PAUSES_MS.length) - 1] ?? 0;
  const pause: Pause = { times, until: Date.now() + length };
  try {
    localStorage.setItem(KEY, JSON.stringify(pause));
  } catch {
    // Storage is off: the prompt stays away on this page alone.
  }
}

function readPause(): Pause {
  try {
    const { times, until } = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return { times: Number(times) || 0, until: Number(until) || 0 };
  } catch {
    return { times: 0, until: 0 };
  }
}
