import { PasskeyItem } from '@/utils/account/passkey-item';
import type { List } from '@/utils/account/use-list';
import type { usePasskeyNaming } from '@/utils/account/use-passkey-naming';
import type { Passkey } from '@/utils/passkey-list/describe-passkey.server';
import { Unavailable } from '@/utils/ui/unavailable';

interface PasskeyListProps {
  list: List<Passkey>;
  onRetry: () => Promise<void>;
  naming: ReturnType<typeof usePasskeyNaming>;
  /** Called with the passkey under its new name. */
  onNamed: (passkey: Passkey) => void;
  /** Called with the id of a passkey that was removed elsewhere. */
  onGone: (id: string) => void;
  onRemove: (id: string) => void;
}

/** The user's passkeys, or why they cannot be shown. */
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
