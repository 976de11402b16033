import { useCallback, useRef } from 'react';

import type { Passkey } from './describe-passkey.server';
import { signalAccount } from './signal-passkeys.browser';

interface Account {
  /** Tells one user from another who signs in while the page is open. */
  id: string;
  /** The name by which browsers list the passkeys, if there is one. */
  name: string | null;
}

/** Returns a function that tells the browser of the account's passkeys. Call it whenever they are loaded. */
export function usePasskeySignals() {
  const seen = useRef(new Map<string, Set<string>>());

  return useCallback((passkeys: Passkey[], { id, name }: Account) => {
    const accepted = passkeys.flatMap(({ credentialId }) => credentialId ?? []);
    const own = new Set([...(seen.current.get(id) ?? []), ...accepted]);
    seen.current.set(id, own);
    // The browser would take a passkey without an id for a removed one.
    if (accepted.length < passkeys.length) return;
    void signalAccount({ accepted, own: [...own], name });
  }, []);
}
