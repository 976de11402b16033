import { useCallback, useRef } from 'react';

import { signalAccount } from '@/utils/account/signal-passkeys.browser';
import { useList } from '@/utils/account/use-list';
import type { Passkey } from '@/utils/passkey-list/describe-passkey.server';

/** The user's passkeys. The browser is told of them each time they are loaded. */
export function usePasskeys(email: string) {
  const own = useRef(new Set<string>());

  const onLoad = useCallback(
    (passkeys: Passkey[]) => {
      const accepted = passkeys.flatMap(({ credentialId }) => credentialId ?? []);
      for (const id of accepted) own.current.add(id);
      // The browser would take a passkey without an id for a removed one.
      if (accepted.length < passkeys.length) return;
      void signalAccount({ accepted, own: [...own.current], name: email });
    },
    [email],
  );

  return useList('passkeys', { onLoad });
}
