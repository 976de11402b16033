import type { GetServerSideProps } from 'next';

import type { AuthsignalConfig } from '@/utils/authsignal';
import { DeleteAccountSection } from '@/utils/components/delete-account-section';
import { Page } from '@/utils/components/page';
import { PasskeySection } from '@/utils/components/passkey-section';
import { SessionSection } from '@/utils/components/session-section';
import { SignOutForm } from '@/utils/components/sign-out-form';
import { SignedInAs } from '@/utils/components/signed-in-as';
import { csrfToken } from '@/utils/csrf.server';
import { authsignalConfig } from '@/utils/public-config.server';
import { readSession } from '@/utils/session.server';
import { useSessions } from '@/utils/use-sessions';

interface AccountProps {
  userId: string;
  email: string;
  hasComeByMail: boolean;
  /** After a detour to confirm that it is the owner: what they wanted. */
  resume: { create: boolean; remove: string | null; deletion: boolean };
  csrfToken: string;
  authsignal: AuthsignalConfig;
}

export default function Account(props: AccountProps) {
  const { userId, email, hasComeByMail, resume, csrfToken } = props;
  const { list, load } = useSessions();

  return (
    <Page title="Your account">
      <SignedInAs userId={userId} />
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

export const getServerSideProps: GetServerSideProps<AccountProps> = async (context) => {
  const session = await readSession(context);
  if (!session) {
    const callbackUrl = encodeURIComponent(context.resolvedUrl);
    return { redirect: { destination: `/signin?callbackUrl=${callbackUrl}`, permanent: false } };
  }

  const { confirmed, remove, delete: deletion } = context.query;
  return {
    props: {
      userId: session.user.id,
      email: session.user.email,
      hasComeByMail: session.method === 'email',
      resume: {
        create: confirmed !== undefined,
        remove: remove?.toString() ?? null,
        deletion: deletion !== undefined,
      },
      csrfToken: csrfToken(context.req, context.res),
      authsignal: authsignalConfig(),
    },
  };
};
