import { useEffect, useState } from 'react';

import { callApi } from '@/utils/http/api-client.browser';
import type { SessionView } from '@/utils/sessions/list-sessions.server';
import { useNewest } from '@/utils/ui/use-latest';

export type SessionList =
  | { status: 'loading' }
  | { status: 'failed' }
  | { status: 'loaded'; sessions: SessionView[] };

const fetchList = (): Promise<SessionList> =>
  callApi<{ sessions: SessionView[] }>('GET', '/api/sessions').then(
    ({ sessions }) => ({ status: 'loaded', sessions }),
    () => ({ status: 'failed' }),
  );

/** Where the person is signed in. `load` asks for it again. */
export function useSessions() {
  const [list, setList] = useState<SessionList>({ status: 'loading' });
  const load = useNewest(fetchList, setList);

  useEffect(() => {
    void load();
  }, [load]);

  return { list, load };
}
