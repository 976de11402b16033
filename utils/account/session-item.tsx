import { useId } from 'react';

import type { SessionView } from '@/utils/sessions/list-sessions.server';
import { busyButtonProps } from '@/utils/ui/busy-button-props';

interface SessionItemProps {
  session: SessionView;
  ending: string | undefined;
  onSignOut: () => void;
}

/** One session. The current one has no button, because the page has one below. */
export function SessionItem({ session, ending, onSignOut }: SessionItemProps) {
  const facts = useId();
  const { id, browser, current, method, createdAt, lastSeenAt } = session;
  return (
    <li>
      <strong>{browser}</strong>
      <div className="facts" id={facts}>
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
          aria-describedby={facts}
          {...busyButtonProps(ending, id)}
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
  // Keeps "AM" on the line of its hour.
  return <time dateTime={iso}>{time.replace(/ (?=[AP]M$)/, '\u00a0')}</time>;
}
