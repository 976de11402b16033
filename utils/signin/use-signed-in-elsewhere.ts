import { useCallback, useEffect } from 'react';

import { ACCOUNT_PATH } from '@/utils/site';
import { useReturn } from '@/utils/ui/use-return';

const CHECK_EVERY_MS = 5_000;

/** The session that this browser had when the page was opened. */
export interface OldSession {
  sid: string;
  userId: string;
}

/** This browser's session. Empty if it has none, or if the server cannot be reached. */
const currentSession = (): Promise<{ sid?: string; user?: { id: string } }> =>
  fetch('/api/auth/session')
    .then((response) => response.json())
    .catch(() => ({}));

/** Goes to `url` when another tab signs in, or to the account page if that is another user than before. */
export function useSignedInElsewhere(oldSession: OldSession | null, url: string): void {
  const { sid: oldSid, userId } = oldSession ?? {};
  const check = useCallback(async () => {
    if (document.visibilityState === 'hidden') return;
    const { sid, user } = await currentSession();
    if (!sid || sid === oldSid) return;
    const isOtherUser = userId !== undefined && userId !== user?.id;
    window.location.replace(isOtherUser ? ACCOUNT_PATH : url);
  }, [oldSid, userId, url]);

  useReturn(check);
  useEffect(() => {
    const timer = setInterval(check, CHECK_EVERY_MS);
    return () => clearInterval(timer);
  }, [check]);
}
