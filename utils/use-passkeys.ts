import { useCallback, useEffect, useState } from 'react';

import { callApi } from '@/utils/api-client.browser';
import type { Passkey } from '@/utils/describe-passkey.server';

export type PasskeyList =
  { status: 'loading' } | { status: 'failed' } | { status: 'loaded'; passkeys: Passkey[] };

const fetchList = (): Promise<PasskeyList> =>
  callApi<{ passkeys: Passkey[] }>('GET', '/api/passkeys').then(
    ({ passkeys }) => ({ status: 'loaded', passkeys }),
    () => ({ status: 'failed' }),
  );

/** The signed-in person's passkeys. `load` asks for them again. */
export function usePasskeys() {
  const [list, setList] = useState<PasskeyList>({ status: 'loading' });
  const load = useCallback(async () => setList(await fetchList()), []);

  useEffect(() => {
    void fetchList().then(setList);
  }, []);

  return { list, load };
}
