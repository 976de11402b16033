import { useCallback } from 'react';

import type { Passkey } from '@/utils/account/passkeys.server';
import { useList } from '@/utils/account/use-list';
import { usePasskeySignals } from '@/utils/passkey-list/use-passkey-signals';

/** The user's passkeys. The browser is told of them each time they are loaded. */
export function usePasskeys(email: string) {
  const signal = usePasskeySignals();
  const onLoad = useCallback(
    (passkeys: Passkey[]) => signal(passkeys, { id: email, name: email }),
    [signal, email],
  );
  return useList('passkeys', { onLoad });
}
