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
import type { MessageCode } from '@/utils/messages';
import { type CreateState, useCreatePasskey } from '@/utils/use-create-passkey';
import { usePasskeys } from '@/utils/use-passkeys';

interface AccountProps {
  email: string;
  /** True after a detour to confirm that it is the owner: what they wanted is next. */
  isConfirmed: boolean;
  csrfToken: string;
  authsignal: AuthsignalConfig;
}

function goodNews(state: CreateState, isConfirmed: boolean): MessageCode | undefined {
  if (state.status === 'created') return state.message;
  return isConfirmed && state.status === 'idle' ? 'confirmed' : undefined;
}

/** Signs in again, and comes back to where a passkey is created. */
const CONFIRM_URL = `/signin?confirm&callbackUrl=${encodeURIComponent('/?confirmed')}`;

export default function Account({ email, isConfirmed, csrfToken }: AccountProps) {
  const { list, load } = usePasskeys();
  const { state, create } = useCreatePasskey(email, load);
  const needsConfirmation =
    state.status === 'failed' && state.message === 'reauthentication_required';

  return (
    <Page title="Your account">
      <p>
        Signed in as <strong className="address">{email}</strong>
      </p>
      <section aria-labelledby="passkeys">
        <h2 id="passkeys">Passkeys</h2>
        <PasskeyList list={list} onRetry={load} />
        <CreatePasskeyButton state={state} onPress={create} isNext={isConfirmed} />
        <Notice kind="success" message={goodNews(state, isConfirmed)} />
        <Notice kind="error" message={state.status === 'failed' ? state.message : undefined} />
        {needsConfirmation && (
          <a className="button" href={CONFIRM_URL}>
            Confirm that it is you
          </a>
        )}
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
      isConfirmed: context.query.confirmed !== undefined,
      csrfToken: csrfToken(context.req, context.res),
      authsignal: authsignalConfig(),
    },
  };
};
