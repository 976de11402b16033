import type { Passkey } from '@/utils/describe-passkey.server';
import type { PasskeyList as List } from '@/utils/use-passkeys';

/** The person's passkeys, or why they cannot be shown. */
export function PasskeyList({ list, onRetry }: { list: List; onRetry: () => void }) {
  if (list.status === 'loading')
    return <p className="aside needs-script">Loading your passkeys…</p>;
  if (list.status === 'failed') {
    return (
      <div role="alert" className="notice error">
        <p>Your passkeys cannot be shown right now.</p>
        <button type="button" className="quiet" onClick={onRetry}>
          Try again
        </button>
      </div>
    );
  }
  if (list.passkeys.length === 0) {
    return (
      <p className="aside">
        With a passkey you sign in with your fingerprint, face or screen lock, and no mail.
      </p>
    );
  }
  return (
    <ul className="passkeys">
      {list.passkeys.map((passkey) => (
        <PasskeyItem key={passkey.id} {...passkey} />
      ))}
    </ul>
  );
}

function PasskeyItem({ name, createdAt, synced }: Passkey) {
  return (
    <li>
      <strong>{name}</strong>
      <span className="aside">
        Created <time dateTime={createdAt}>{formatDay(createdAt)}</time>
        {synced !== null && (synced ? ' · Synced' : ' · On one device')}
      </span>
    </li>
  );
}

const formatDay = (iso: string) => new Date(iso).toLocaleDateString('en', { dateStyle: 'long' });
