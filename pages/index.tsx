import { useEffect } from 'react';

import type { Session } from 'next-auth';

import { Alert } from '@/utils/ui/alert';
import { DeleteAccountSection } from '@/utils/account/delete-account-section';
import { DownloadDataSection } from '@/utils/account/download-data-section';
import { Page } from '@/utils/ui/page';
import { PasskeySection, type Removal } from '@/utils/account/passkey-section';
import { SessionSection } from '@/utils/account/session-section';
import { SignOutForm } from '@/utils/signin/sign-out-form';
import { SignedInAs } from '@/utils/http/signed-in-as';
import { csrfToken } from '@/utils/signin/csrf.server';
import { authsignalTenant } from '@/utils/base/tenant.server';
import type { Tenant } from '@/utils/passkeys/tenant';
import { isRecent } from '@/utils/sessions/recent-sign-in.server';
import { pageProps } from '@/utils/http/page-props.server';
import { readSession } from '@/utils/sessions/session.server';
import { errorSentence } from '@/utils/signin/error-sentence';
import { callApi } from '@/utils/http/api-client.browser';
import { useReturn } from '@/utils/ui/use-return';
import { useList } from '@/utils/account/use-list';
import { ConnectionSection } from '@/utils/oauth/connection-section';
import { type Connection, listConnections } from '@/utils/oauth/connections.server';
import { listSessions, type SessionView } from '@/utils/sessions/list-sessions.server';

interface AccountProps {
  userId: string;
  email: string;
  method: Session['method'];
  /** What the user was about to do before they had to re-authenticate. */
  resume: { create: boolean; remove: Removal | null; deletion: boolean };
  csrfToken: string;
  sessions: SessionView[];
  connections: Connection[];
  /** The sentence itself, so that the catalogue stays on the server. */
  error: string | null;
  authsignal: Tenant;
}

export default function Account(props: AccountProps) {
  const { userId, email, method, resume, csrfToken, error } = props;
  const { list, load } = useList('sessions', { first: props.sessions });
  // A reload does not say or do it again.
  useEffect(dropArrivalParameters, []);
  useReturn(leaveIfSignedOut);

  return (
    <Page title="Your account">
      <SignedInAs userId={userId} />
      {error && <Alert takesFocus>{error}</Alert>}
      <p>
        Signed in as <strong className="address">{email}</strong>
      </p>
      <PasskeySection email={email} method={method} resume={resume} onSessionsEnded={load} />
      <SessionSection list={list} load={load} />
      {props.connections.length > 0 && (
        <ConnectionSection
          connections={props.connections}
          csrfToken={csrfToken}
          onSessionsEnded={load}
        />
      )}
      <SignOutForm csrfToken={csrfToken} />
      <DownloadDataSection />
      <DeleteAccountSection email={email} isResumed={resume.deletion} />
    </Page>
  );
}

/** A tab that stayed open while the session ended elsewhere shows nothing more: see callApi. */
const leaveIfSignedOut = () => void callApi('GET', '/api/sessions').catch(() => {});

const ARRIVAL_PARAMETERS = ['confirmed', 'remove', 'signOut', 'delete', 'error', 'callbackUrl'];

function dropArrivalParameters() {
  const url = new URL(window.location.href);
  for (const name of ARRIVAL_PARAMETERS) url.searchParams.delete(name);
  window.history.replaceState(window.history.state, '', url);
}

export const getServerSideProps = pageProps<AccountProps>(async (context) => {
  const session = await readSession(context);
  if (!session) {
    const callbackUrl = encodeURIComponent(context.resolvedUrl);
    return { redirect: { destination: `/signin?callbackUrl=${callbackUrl}`, permanent: false } };
  }

  const { confirmed, remove, signOut, delete: deletion } = context.query;
  const isConfirmed = isRecent(session);
  return {
    props: {
      userId: session.user.id,
      email: session.user.email,
      method: session.method,
      // A user who comes back without re-authenticating starts over.
      resume: {
        create: isConfirmed && confirmed !== undefined,
        remove:
          isConfirmed && remove ? { id: remove.toString(), signOut: signOut !== undefined } : null,
        deletion: isConfirmed && deletion !== undefined,
      },
      csrfToken: await csrfToken(context.req, context.res),
      sessions: await listSessions(session),
      connections: await listConnections(session),
      error: errorSentence(context.query.error),
      authsignal: authsignalTenant(),
    },
  };
});
