import { LINK_LIFE_S } from '@/utils/links/link.server';
import { recallAddress } from '@/utils/links/remembered-address.server';
import { pageProps } from '@/utils/http/page-props.server';
import { readSession } from '@/utils/sessions/session.server';
import { rememberedUrl } from '@/utils/signin/callback-url.server';
import { csrfToken } from '@/utils/signin/csrf.server';
import { LinkForm } from '@/utils/signin/link-form';
import { type OldSession, useSignedInElsewhere } from '@/utils/signin/use-signed-in-elsewhere';
import { ACCOUNT_PATH } from '@/utils/site';
import { Notice } from '@/utils/ui/notice';
import { Page } from '@/utils/ui/page';

interface CheckEmailProps {
  address: string;
  minutes: number;
  isSentAgain: boolean;
  /** Set if the user re-authenticates. Not `session`: NextAuth's usual `_app.tsx` takes that prop. */
  oldSession: OldSession | null;
  nextUrl: string;
  csrfToken: string;
}

export default function CheckEmail(props: CheckEmailProps) {
  const { address, minutes, isSentAgain, oldSession, nextUrl, csrfToken } = props;
  useSignedInElsewhere(oldSession, nextUrl);

  return (
    <Page title="Check your mail">
      <Notice kind="success" message={isSentAgain ? 'mail_sent_again' : undefined} takesFocus />
      <p>
        We sent a sign-in link to <strong className="address">{address}</strong>. It works once, for{' '}
        {minutes} minutes. Open it in this browser, and you are signed in.
      </p>
      {oldSession ? (
        <p>
          <a href={ACCOUNT_PATH}>Back to your account</a>
        </p>
      ) : (
        <p>
          Wrong address? <a href="/signin?change">Change it</a>
        </p>
      )}
      <p className="aside">No mail after a minute? Look in your spam folder.</p>
      <div className="resend">
        <p className="countdown">
          <span>Resend available in</span>
        </p>
        <LinkForm csrfToken={csrfToken} label="Send it again" className="quiet">
          <input type="hidden" name="email" value={address} />
        </LinkForm>
      </div>
    </Page>
  );
}

export const getServerSideProps = pageProps<CheckEmailProps>(async ({ req, res }) => {
  const address = await recallAddress(req, 'link-asked');
  if (!address) return { redirect: { destination: '/signin', permanent: false } };
  const session = await readSession({ req, res });

  return {
    props: {
      address,
      minutes: LINK_LIFE_S / 60,
      isSentAgain: (await recallAddress(req, 'link-sent-again')) === address,
      oldSession: session && { sid: session.sid, userId: session.user.id },
      nextUrl: rememberedUrl(req),
      csrfToken: await csrfToken(req, res),
    },
  };
});
