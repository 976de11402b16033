import { useRef, useState } from 'react';

import { SessionItem } from '@/utils/account/session-item';
import type { List } from '@/utils/account/use-list';
import { codeOf } from '@/utils/http/api-client.browser';
import type { SessionView } from '@/utils/sessions/list-sessions.server';
import { ACCOUNT_PATH } from '@/utils/site';
import { useConfirmedCall } from '@/utils/account/use-confirmed-call';
import { busyButtonProps } from '@/utils/ui/busy-button-props';
import { Failure } from '@/utils/ui/failure';
import { Notice } from '@/utils/ui/notice';
import { Unavailable } from '@/utils/ui/unavailable';
import { Waiting, WAITING_HERE } from '@/utils/ui/waiting';
import { useMessage } from '@/utils/ui/use-message';

interface SessionSectionProps {
  list: List<SessionView>;
  load: () => Promise<void>;
}

const ALL = 'all';

export function SessionSection({ list: { status, items }, load }: SessionSectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  /** The id of the session that is being ended, or `ALL`. */
  const [ending, setEnding] = useState<string>();
  const [success, saySuccess] = useMessage();
  const [error, sayError] = useMessage();
  const { isWaiting, confirmedCall } = useConfirmedCall();

  async function signOut(id?: string) {
    if (ending) return;
    setEnding(id ?? ALL);
    saySuccess();
    sayError();
    const path = id ? `/api/sessions/${id}` : '/api/sessions';
    const failure = await confirmedCall('DELETE', path).then(() => undefined, codeOf);
    await load();
    setEnding(undefined);

    if (failure) return sayError(failure);
    saySuccess(id ? 'signed_out_there' : 'signed_out_elsewhere');
    // The pressed button is gone.
    heading.current?.focus();
  }

  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions" ref={heading} tabIndex={-1}>
        Where you are signed in
      </h2>
      {status === 'failed' && <Unavailable what="Your sign-ins" onRetry={load} />}
      <ul>
        {items.map((session) => (
          <SessionItem
            key={session.id}
            session={session}
            ending={ending}
            onSignOut={() => signOut(session.id)}
          />
        ))}
      </ul>
      {items.length > 1 && (
        <button
          type="button"
          className="quiet needs-script"
          {...busyButtonProps(ending, ALL)}
          onClick={() => signOut()}
        >
          Sign out everywhere else
        </button>
      )}
      <Waiting sentence={isWaiting ? WAITING_HERE : undefined} />
      {(items.length > 1 || success) && <Notice kind="success" message={success} />}
      <Failure message={error} resumeAt={ACCOUNT_PATH} asksForPasskey />
    </section>
  );
}
