import { useState } from 'react';

import { PasskeyItem } from '@/utils/account/passkey-item';
import type { List } from '@/utils/account/use-list';
import type { Passkey } from '@/utils/account/passkeys.server';
import { Unavailable } from '@/utils/ui/unavailable';

/** Which passkey has its name form open, if any, and whether the user has asked for it. */
export function usePasskeyNaming() {
  const [open, setOpen] = useState<{ id: string; how: 'proposed' | 'asked' }>();

  return {
    howOf: (id: string) => (open?.id === id ? open.how : 'no'),
    propose: (id: string) => setOpen({ id, how: 'proposed' }),
    toggle: (id: string) => setOpen((now) => (now?.id === id ? undefined : { id, how: 'asked' })),
    /** Leaves the form of another passkey open. */
    stop: (id: string) => setOpen((now) => (now?.id === id ? undefined : now)),
  };
}

interface PasskeyListProps {
  list: List<Passkey>;
  onRetry: () => Promise<void>;
  naming: ReturnType<typeof usePasskeyNaming>;
  onNamed: (passkey: Passkey) => void;
  onGone: (id: string) => void;
  onRemove: (id: string) => void;
}

export function PasskeyList({ list, onRetry, naming, ...on }: PasskeyListProps) {
  if (list.status === 'loading')
    return <p className="aside needs-script loading">Loading your passkeys…</p>;
  if (list.status === 'failed') return <Unavailable what="Your passkeys" onRetry={onRetry} />;
  if (list.items.length === 0) {
    return (
      <p className="aside">
        With a passkey you sign in with your fingerprint, face or screen lock, and no mail.
      </p>
    );
  }
  return (
    <ul className="passkeys">
      {list.items.map((passkey) => (
        <PasskeyItem
          key={passkey.id}
          passkey={passkey}
          naming={naming.howOf(passkey.id)}
          onRename={() => naming.toggle(passkey.id)}
          onNamed={(named) => {
            naming.stop(passkey.id);
            if (named) on.onNamed(named);
          }}
          onGone={() => on.onGone(passkey.id)}
          onRemove={() => on.onRemove(passkey.id)}
        />
      ))}
    </ul>
  );
}
