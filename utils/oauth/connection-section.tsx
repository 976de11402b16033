import { useRef, useState } from 'react';

import type { MessageCode } from '@/utils/base/messages';
import { oauthNames } from '@/utils/base/oauth-names';
import { callApi, codeOf } from '@/utils/http/api-client.browser';
import type { Connection } from '@/utils/oauth/connections.server';
import { ACCOUNT_PATH } from '@/utils/site';
import { Failure } from '@/utils/ui/failure';
import { Notice } from '@/utils/ui/notice';
import { useMessage } from '@/utils/ui/use-message';

interface ConnectionSectionProps {
  connections: Connection[];
  csrfToken: string;
  onSessionsEnded: () => void;
}

/** The accounts at OAuth providers with which the user can sign in. A press of "Connect" goes to the provider. */
export function ConnectionSection({
  csrfToken,
  onSessionsEnded,
  ...props
}: ConnectionSectionProps) {
  const [connections, setConnections] = useState(props.connections);
  const [error, setError] = useState<MessageCode>();
  const heading = useRef<HTMLHeadingElement>(null);
  const [success, say] = useMessage();

  async function disconnect(id: Connection['id']) {
    setError(undefined);
    say();
    const failure = await callApi('DELETE', `/api/connections/${id}`).then(() => undefined, codeOf);
    if (failure) return setError(failure);
    setConnections((all) => all.map((one) => (one.id === id ? { id, isConnected: false } : one)));
    onSessionsEnded();
    say('disconnected');
    // The pressed button is gone.
    heading.current?.focus();
  }

  return (
    <section aria-labelledby="connections">
      <h2 id="connections" ref={heading} tabIndex={-1}>
        Other ways to sign in
      </h2>
      <Notice kind="success" message={success} />
      <ul>
        {connections.map(({ id, isConnected }) => (
          <li key={id}>
            <strong>{oauthNames[id]}</strong>
            <div className="facts">
              <span>{isConnected ? 'Connected' : 'Not connected'}</span>
            </div>
            {isConnected ? (
              <button
                type="button"
                className="link needs-script"
                aria-label={`Disconnect ${oauthNames[id]}`}
                onClick={() => disconnect(id)}
              >
                Disconnect
              </button>
            ) : (
              <form method="post" action={`/api/auth/signin/${id}`}>
                <input type="hidden" name="csrfToken" value={csrfToken} />
                <input type="hidden" name="callbackUrl" value={ACCOUNT_PATH} />
                <input type="hidden" name="connect" value="true" />
                <button type="submit" className="link" aria-label={`Connect ${oauthNames[id]}`}>
                  Connect
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <Failure message={error} resumeAt={ACCOUNT_PATH} />
    </section>
  );
}
