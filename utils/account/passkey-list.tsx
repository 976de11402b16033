import type { ReactNode } from 'react';

import { Unavailable } from '@/utils/ui/unavailable';
import type { Passkey } from '@/utils/passkey-list/describe-passkey.server';
import type { PasskeyList as List } from '@/utils/account/use-passkeys';

interface PasskeyListProps {
  list: List;
  onRetry: () => Promise<void>;
  children: (passkey: Passkey) => ReactNode;
}

/** The person's passkeys, or why they cannot be shown. */
export function PasskeyList({ list, onRetry, children }: PasskeyListProps) {
  if (list.status === 'loading')
    return <p className="aside needs-script loading">Loading your passkeys…</p>;
  if (list.status === 'failed') {
    return <Unavailable what="Your passkeys" onRetry={onRetry} />;
  }
  if (list.passkeys.length === 0) {
    return (
      <p className="aside">
        With a passkey you sign in with your fingerprint, face or screen lock, and no mail.
      </p>
    );
  }
  return <ul className="passkeys">{list.passkeys.map(children)}</ul>;
}
