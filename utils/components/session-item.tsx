import type { SessionView } from '@/utils/session-register.server';

interface SessionItemProps {
  session: SessionView;
  isBusy: boolean;
  onSignOut: () => void;
}

/** One place where the person is signed in. This very one has its own button below the page. */
export function SessionItem({ session, isBusy, onSignOut }: SessionItemProps) {
  const { browser, current, method, createdAt, lastSeenAt } = session;
  return (
    <li>
      <strong>{browser}</strong>
      <div className="facts">
        <span>
          Signed in {method === 'passkey' ? 'with a passkey' : 'by mail'}, <Time iso={createdAt} />
        </span>
        <span>
          Last seen <Time iso={lastSeenAt} />
        </span>
        {current && <span className="badge">This browser</span>}
      </div>
      {!current && (
        <button
          type="button"
          className="link"
          aria-label={`Sign out ${browser}`}
          aria-disabled={isBusy}
          onClick={onSignOut}
        >
          Sign out
        </button>
      )}
    </li>
  );
}

function Time({ iso }: { iso: string }) {
  const time = new Date(iso).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });
  return <time dateTime={iso}>{time}</time>;
}
