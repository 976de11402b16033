import type { GetServerSideProps } from 'next';

import type { AuthsignalConfig } from '@/utils/authsignal';
import { Page } from '@/utils/components/page';
import { PasskeySection } from '@/utils/components/passkey-section';
import { SignOutForm } from '@/utils/components/sign-out-form';
import { csrfToken } from '@/utils/csrf.server';
import { authsignalConfig } from '@/utils/public-config.server';
import { readSession } from '@/utils/session.server';

interface AccountProps {
  email: string;
  hasComeByMail: boolean;
  /** After a detour to confirm that it is the owner: what they wanted. */
  resume: { create: boolean; remove: string | null };
  csrfToken: string;
  authsignal: AuthsignalConfig;
}

export default function Account({ email, hasComeByMail, resume, csrfToken }: AccountProps) {
  return (
    <Page title="Your account">
      <p>
        Signed in as <strong className="address">{email}</strong>
      </p>
      <PasskeySection email={email} hasComeByMail={hasComeByMail} resume={resume} />
      <SignOutForm csrfToken={csrfToken} />
    </Page>
  );
}

export const getServerSideProps: GetServerSideProps<AccountProps> = async (context) => {
  const session = await readSession(context);
  if (!session) {
    const callbackUrl = encodeURIComponent(context.resolvedUrl);
    return { redirect: { destination: `/signin?callbackUrl=${callbackUrl}`, permanent: false } };
  }

  const { confirmed, remove } = context.query;
  return {
    props: {
      email: session.user.email,
      hasComeByMail: session.method === 'email',
      resume: { create: confirmed !== undefined, remove: remove?.toString() ?? null },
      csrfToken: csrfToken(context.req, context.res),
      authsignal: authsignalConfig(),
    },
  };
};
