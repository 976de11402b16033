import type { GetServerSideProps } from 'next';

import { ACCOUNT_PATH } from '@/utils/site';
import { LinkForm } from '@/utils/signin/link-form';
import { Notice } from '@/utils/ui/notice';
import { Page } from '@/utils/ui/page';
import { csrfToken } from '@/utils/signin/csrf.server';
import { LINK_LIFE_S } from '@/utils/links/link-life';
import { recallAddress } from '@/utils/links/remembered-address.server';
import { readSession } from '@/utils/sessions/session.server';
import { type KnownSession, useSignedInElsewhere } from '@/utils/signin/use-signed-in-elsewhere';
import { notedUrl } from '@/utils/signin/callback-url.server';

interface CheckEmailProps {
  address: string;
  minutes: number;
  isSentAgain: boolean;
  /**
   * The session of the browser, where somebody only confirms who they are. Not `session`, which the usual
   * `_app.tsx` of NextAuth takes out of the props for its SessionProvider.
   */
  known: KnownSession | null;
  goesOnTo: string;
  csrfToken: string;
}

export default function CheckEmail(props: CheckEmailProps) {
  const { address, minutes, isSentAgain, known, goesOnTo, csrfToken } = props;
  useSignedInElsewhere(known, goesOnTo);

  return (
    <Page title="Check your mail">
      <Notice kind="success" message={isSentAgain ? 'mail_sent_again' : undefined} takesFocus />
      <p>
        We sent a sign-in link to <strong className="address">{address}</strong>. It works once, for{' '}
        {minutes} minutes. Open it in this browser, and you are signed in.
      </p>
      <p>
        {known ? (
          <a href={ACCOUNT_PATH}>Back to your account</a>
        ) : (
          <>
            Wrong address? <a href="/signin?change">Change it</a>
          </>
        )}
      </p>
      <p className="aside">Nothing there after a minute? Look in the spam folder.</p>
      <div className="resend">
        <p className="countdown">
          <span>You can have it sent again in</span>
        </p>
        <LinkForm csrfToken={csrfToken} label="Send it again" className="quiet">
          <input type="hidden" name="email" value={address} />
        </LinkForm>
      </div>
    </Page>
  );
}

export const getServerSideProps: GetServerSideProps<CheckEmailProps> = async ({ req, res }) => {
  const address = await recallAddress(req, 'link-asked');
  if (!address) return { redirect: { destination: '/signin', permanent: false } };
  const session = await readSession({ req, res });

  return {
    props: {
      address,
      minutes: LINK_LIFE_S / 60,
      isSentAgain: (await recallAddress(req, 'link-sent-again')) === address,
      known: session && { sid: session.sid, userId: session.user.id },
      goesOnTo: notedUrl(req),
      csrfToken: await csrfToken(req, res),
    },
  };
};
