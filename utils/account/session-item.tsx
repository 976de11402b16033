import { useId } from 'react';

import { isOAuthId, oauthNames } from '@/utils/base/oauth-names';
import type { SessionView } from '@/utils/sessions/list-sessions.server';
import { busyButtonProps } from '@/utils/ui/busy-button-props';
import { useInBrowser } from '@/utils/ui/use-in-browser';

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
      <strong>
        {browser}
        {current && <span className="badge">This browser</span>}
      </strong>
      <div className="facts" id={facts}>
        <span>
          Signed in {wayOf(method)}, <Time iso={createdAt} />
        </span>
        <span>
          Last seen <Time iso={lastSeenAt} />
        </span>
      </div>
      {!current && (
        <button
          type="button"
          className="link needs-script"
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

function wayOf(method: string): string {
  if (method === 'email') return 'by mail';
  return isOAuthId(method) ? `with ${oauthNames[method]}` : 'with a passkey';
}

/** In the browser's time zone, which the server does not know: until then in UTC. */
function Time({ iso }: { iso: string }) {
  const isLocal = useInBrowser(() => true, false);
  const zone = isLocal ? {} : { timeZone: 'UTC' };
  const style = { dateStyle: 'medium', timeStyle: 'short', ...zone } as const;
  // Keeps "AM" on the line of its hour, and takes no notice of how each engine writes the space before it.
  const time = new Date(iso).toLocaleString('en', style).replace(/\s(?=[AP]M$)/, '\u00a0');
  return <time dateTime={iso}>{isLocal ? time : `${time} UTC`}</time>;
}
