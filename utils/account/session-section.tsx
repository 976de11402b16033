import { useRef, useState } from 'react';

import { Notice } from '@/utils/ui/notice';
import { SessionItem } from '@/utils/account/session-item';
import { Unavailable } from '@/utils/ui/unavailable';
import { signOutElsewhere } from '@/utils/account/sign-out-elsewhere.browser';
import { useMessage } from '@/utils/ui/use-message';
import type { SessionList } from '@/utils/account/use-sessions';
import { busyButtonProps } from '@/utils/ui/busy-button-props';

interface SessionSectionProps {
  list: SessionList;
  /** Asks for the list again. */
  load: () => Promise<void>;
}

const ALL = 'all';

/** Where the person is signed in, and how that ends. */
export function SessionSection({ list, load }: SessionSectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  /** The session that is being ended, or all of them. */
  const [ending, setEnding] = useState<string>();
  const [news, tell] = useMessage();
  const [error, complain] = useMessage();
  const sessions = list.status === 'loaded' ? list.sessions : [];

  async function signOut(id?: string) {
    if (ending) return;
    setEnding(id ?? ALL);
    tell();
    complain();
    const failure = await signOutElsewhere(id);
    await load();
    setEnding(undefined);

    if (failure) return complain(failure);
    tell(id ? 'signed_out_there' : 'signed_out_elsewhere');
    // The button that was pressed is gone.
    heading.current?.focus();
  }

  return (
    <section aria-labelledby="sessions" className="needs-script">
      <h2 id="sessions" ref={heading} tabIndex={-1}>
        Where you are signed in
      </h2>
      {list.status === 'loading' && <p className="aside loading">Loading…</p>}
      {list.status === 'failed' && <Unavailable what="Your sign-ins" onRetry={load} />}
      <ul className="sessions">
        {sessions.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            ending={ending}
            onSignOut={() => signOut(session.id)}
          />
        ))}
      </ul>
      {sessions.length > 1 && (
        <button
          type="button"
          className="quiet"
          {...busyButtonProps(ending, ALL)}
          onClick={() => signOut()}
        >
          Sign out everywhere else
        </button>
      )}
      {(sessions.length > 1 || news) && <Notice kind="success" message={news} />}
      <Notice kind="error" message={error} />
    </section>
  );
}
