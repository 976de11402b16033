import { useCallback, useEffect, useRef, useState } from 'react';

import { callApi } from '@/utils/http/api-client.browser';
import type { Passkey } from '@/utils/passkey-list/describe-passkey.server';
import { signalAccount } from '@/utils/account/signal-passkeys.browser';
import { useNewest } from '@/utils/ui/use-latest';

export type PasskeyList =
  | { status: 'loading' }
  | { status: 'failed' }
  | { status: 'loaded'; passkeys: Passkey[] };

const fetchList = (): Promise<PasskeyList> =>
  callApi<{ passkeys: Passkey[] }>('GET', '/api/passkeys').then(
    ({ passkeys }) => ({ status: 'loaded', passkeys }),
    () => ({ status: 'failed' }),
  );

/**
 * The signed-in person's passkeys, of which the browser is told too. `load` asks for them again,
 * `replace` shows one as it has become.
 */
export function usePasskeys(email: string) {
  const [list, setList] = useState<PasskeyList>({ status: 'loading' });
  const own = useRef(new Set<string>());

  const show = useCallback(
    (next: PasskeyList) => {
      setList(next);
      if (next.status !== 'loaded') return;

      const ids = next.passkeys.map(({ credentialId }) => credentialId);
      const accepted = ids.filter((id) => id !== null);
      accepted.forEach((id) => own.current.add(id));
      // Where an id is not known, the browser would take its passkey for a removed one.
      if (accepted.length < ids.length) return;
      void signalAccount({ accepted, own: [...own.current], name: email });
    },
    [email],
  );
  const load = useNewest(fetchList, show);
  const replace = (passkey: Passkey) =>
    setList((current) => {
      if (current.status !== 'loaded') return current;
      const passkeys = current.passkeys.map((each) => (each.id === passkey.id ? passkey : each));
      return { status: 'loaded', passkeys };
    });

  useEffect(() => {
    void load();
  }, [load]);

  return { list, load, replace };
}
