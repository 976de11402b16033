import { useEffect } from 'react';

const LOOK_EVERY_MS = 5_000;

/** The id of this browser's session, undefined without one, or the old one where nobody can say. */
const sessionId = (old: string | undefined): Promise<string | undefined> =>
  fetch('/api/auth/session')
    .then((response) => response.json())
    .then((session) => session?.sid)
    .catch(() => old);

/**
 * Leaves for `url` when somebody signs in in another tab of this browser, which has the session
 * `known` so far. Looks while the page can be seen, and at once when it is come back to.
 */
export function useSignedInElsewhere(known: string | null, url: string): void {
  useEffect(() => {
    const old = known ?? undefined;
    async function look() {
      if (document.visibilityState === 'hidden') return;
      const sid = await sessionId(old);
      if (sid && sid !== old) window.location.replace(url);
    }

    const timer = setInterval(look, LOOK_EVERY_MS);
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [known, url]);
}
