import { useEffect } from 'react';

import { ACCOUNT_PATH } from '@/utils/site';

const LOOK_EVERY_MS = 5_000;

/** A session of this browser: its id, and whose it is. */
export interface KnownSession {
  sid: string;
  userId: string;
}

/** This browser's session, undefined without one, or where nobody can say. */
const currentSession = (): Promise<{ sid: string; user: { id: string } } | undefined> =>
  fetch('/api/auth/session')
    .then((response) => response.json())
    .catch(() => undefined);

/**
 * Leaves for `url` when somebody signs in in another tab of this browser, which has the session
 * `known` so far; for the account page where that is somebody else than before, who did not want to go
 * there. Looks while the page can be seen, and at once when it is come back to.
 */
export function useSignedInElsewhere(known: KnownSession | null, url: string): void {
  const { sid: oldSid, userId } = known ?? {};
  useEffect(() => {
    async function look() {
      if (document.visibilityState === 'hidden') return;
      const { sid, user } = (await currentSession()) ?? {};
      if (!sid || sid === oldSid) return;
      window.location.replace(userId === undefined || user?.id === userId ? url : ACCOUNT_PATH);
    }

    const timer = setInterval(look, LOOK_EVERY_MS);
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [oldSid, userId, url]);
}
