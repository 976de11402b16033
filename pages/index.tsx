import type { GetServerSideProps } from 'next';
import { useEffect } from 'react';

import { Alert } from '@/utils/ui/alert';
import { DeleteAccountSection } from '@/utils/account/delete-account-section';
import { Page } from '@/utils/ui/page';
import { PasskeySection, type Removal } from '@/utils/account/passkey-section';
import { SessionSection } from '@/utils/account/session-section';
import { SignOutForm } from '@/utils/signin/sign-out-form';
import { SignedInAs } from '@/utils/http/signed-in-as';
import { csrfToken } from '@/utils/signin/csrf.server';
import { messages } from '@/utils/base/messages';
import { authsignalTenant } from '@/utils/base/tenant.server';
import type { Tenant } from '@/utils/passkeys/tenant';
import { isRecent } from '@/utils/sessions/recent-sign-in.server';
import { readSession } from '@/utils/sessions/session.server';
import { messageOfErrorParameter } from '@/utils/signin/sign-in-errors';
import { useSessions } from '@/utils/account/use-sessions';

interface Resume {
  create: boolean;
  remove: Removal | null;
  deletion: boolean;
}

interface AccountProps {
  userId: string;
  email: string;
  hasComeByMail: boolean;
  /** After a detour to confirm that it is the owner: what they wanted. */
  resume: Resume;
  csrfToken: string;
  /** What brought the person back here, in words: the catalogue of them stays on the server. */
  error: string | null;
  authsignal: Tenant;
}

export default function Account(props: AccountProps) {
  const { userId, email, hasComeByMail, resume, csrfToken, error } = props;
  const { list, load } = useSessions();
  // What brought the person here is done with: a page that is loaded again says nothing of it.
  useEffect(forgetArrival, []);

  return (
    <Page title="Your account">
      <SignedInAs userId={userId} />
      {error && <Alert takesFocus>{error}</Alert>}
      <p>
        Signed in as <strong className="address">{email}</strong>
      </p>
      <PasskeySection
        email={email}
        hasComeByMail={hasComeByMail}
        resume={resume}
        onSessionsEnded={load}
      />
      <SessionSection list={list} load={load} />
      <SignOutForm csrfToken={csrfToken} />
      <DeleteAccountSection email={email} isResumed={resume.deletion} />
    </Page>
  );
}

/** What the address says of how the person came here. */
const ARRIVAL = ['confirmed', 'remove', 'signOut', 'delete', 'error', 'callbackUrl'];

function forgetArrival() {
  const url = new URL(window.location.href);
  for (const name of ARRIVAL) url.searchParams.delete(name);
  window.history.replaceState(window.history.state, '', url);
}

export const getServerSideProps: GetServerSideProps<AccountProps> = async (context) => {
  const session = await readSession(context);
  if (!session) {
    const callbackUrl = encodeURIComponent(context.resolvedUrl);
    return { redirect: { destination: `/signin?callbackUrl=${callbackUrl}`, permanent: false } };
  }

  const { confirmed, remove, signOut, delete: deletion } = context.query;
  const isConfirmed = isRecent(session);
  const error = messageOfErrorParameter(context.query.error);
  return {
    props: {
      userId: session.user.id,
      email: session.user.email,
      hasComeByMail: session.method === 'email',
      // Whoever comes back without having confirmed anything is not thanked for it.
      resume: {
        create: isConfirmed && confirmed !== undefined,
        remove:
          isConfirmed && remove ? { id: remove.toString(), signOut: signOut !== undefined } : null,
        deletion: isConfirmed && deletion !== undefined,
      },
      csrfToken: await csrfToken(context.req, context.res),
      error: error && messages[error],
      authsignal: authsignalTenant(),
    },
  };
};
