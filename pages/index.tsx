import type { GetServerSideProps } from 'next';

import type { AuthsignalConfig } from '@/utils/authsignal';
import { Notice } from '@/utils/components/notice';
import { Page } from '@/utils/components/page';
import { CreatePasskeyButton } from '@/utils/components/create-passkey-button';
import { PasskeyList } from '@/utils/components/passkey-list';
import { SignOutForm } from '@/utils/components/sign-out-form';
import { csrfToken } from '@/utils/csrf.server';
import { authsignalConfig } from '@/utils/public-config.server';
import { readSession } from '@/utils/session.server';
import { useCreatePasskey } from '@/utils/use-create-passkey';
import { usePasskeys } from '@/utils/use-passkeys';

interface AccountProps {
  email: string;
  csrfToken: string;
  authsignal: AuthsignalConfig;
}

export default function Account({ email, csrfToken }: AccountProps) {
  const { list, load } = usePasskeys();
  const { state, create } = useCreatePasskey(email, load);

  return (
    <Page title="Your account">
      <p>
        Signed in as <strong className="address">{email}</strong>
      </p>
      <section aria-labelledby="passkeys">
        <h2 id="passkeys">Passkeys</h2>
        <PasskeyList list={list} onRetry={load} />
        <CreatePasskeyButton state={state} onPress={create} />
        <Notice kind="success" message={state.status === 'created' ? state.message : undefined} />
        <Notice kind="error" message={state.status === 'failed' ? state.message : undefined} />
      </section>
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

  return {
    props: {
      email: session.user.email,
      csrfToken: csrfToken(context.req, context.res),
      authsignal: authsignalConfig(),
    },
  };
};
