import { useCallback, useEffect, useState } from 'react';

import { ApiFailure, callApi } from '@/utils/api-client.browser';
import type { MessageCode } from '@/utils/messages';
import type { SessionView } from '@/utils/session-register.server';

export type SessionList =
  { status: 'loading' } | { status: 'failed' } | { status: 'loaded'; sessions: SessionView[] };

const fetchList = (): Promise<SessionList> =>
  callApi<{ sessions: SessionView[] }>('GET', '/api/sessions').then(
    ({ sessions }) => ({ status: 'loaded', sessions }),
    () => ({ status: 'failed' }),
  );

/** Where the person is signed in. `load` asks for it again. */
export function useSessions() {
  const [list, setList] = useState<SessionList>({ status: 'loading' });
  const load = useCallback(async () => setList(await fetchList()), []);

  useEffect(() => {
    void fetchList().then(setList);
  }, []);

  return { list, load };
}

/** Signs out elsewhere: one session, or all but this one. Resolves to what went wrong. */
export async function signOutElsewhere(id?: string): Promise<MessageCode | undefined> {
  try {
    await callApi('DELETE', id ? `/api/sessions/${id}` : '/api/sessions');
    return undefined;
  } catch (failure) {
    const code = failure instanceof ApiFailure ? failure.code : 'try_again';
    // It has ended before.
    return code === 'not_found' ? undefined : code;
  }
}
