import { useCallback, useEffect } from 'react';

import { ACCOUNT_PATH } from '@/utils/site';
import { useReturn } from '@/utils/ui/use-return';

const CHECK_EVERY_MS = 5_000;

/** The session that this browser had when the page was opened. */
export interface OldSession {
  sid: string;
  userId: string;
}

/** This browser's session: empty if it has none, undefined if the server cannot tell. */
const currentSession = (): Promise<{ sid?: string; user?: { id: string } } | undefined> =>
  fetch('/api/auth/session')
    .then((response) => (response.ok ? response.json() : undefined))
    .catch(() => undefined);

/**
 * Goes to `url` when another tab signs in, or to the account page if that is another user than before, or none,
 * because the session has ended.
 */
export function useSignedInElsewhere(oldSession: OldSession | null, url: string): void {
  const { sid: oldSid, userId } = oldSession ?? {};
  const check = useCallback(async () => {
    if (document.visibilityState === 'hidden') return;
    const session = await currentSession();
    if (!session || session.sid === oldSid) return;
    const isOtherUser = userId !== undefined && userId !== session.user?.id;
    window.location.replace(isOtherUser ? ACCOUNT_PATH : url);
  }, [oldSid, userId, url]);

  useReturn(check);
  useEffect(() => {
    const timer = setInterval(check, CHECK_EVERY_MS);
    return () => clearInterval(timer);
  }, [check]);
}
