import { describeBrowser } from '@/utils/http/describe-browser';
import { pageProps } from '@/utils/http/page-props.server';
import { readNotMe } from '@/utils/change-mails/not-me.server';
import { findSession } from '@/utils/sessions/list-sessions.server';
import { mailTime } from '@/utils/mail/mail-time';
import { ACCOUNT_PATH } from '@/utils/site';
import { Page } from '@/utils/ui/page';
import { useSubmitOnce } from '@/utils/ui/use-submit-once';

type NotMeProps =
  | { state: 'open'; token: string; browser: string; signedIn: string }
  | { state: 'ended' | 'too_old' };

export default function NotMe(props: NotMeProps) {
  const { isSending, onSubmit } = useSubmitOnce();
  if (props.state === 'open') {
    return (
      <Page title="Was this not you?">
        <p>
          Somebody signed in to your account with <strong>{props.browser}</strong>, on{' '}
          {props.signedIn}. If it was not you, end that session.
        </p>
        <form method="post" action="/api/not-me" onSubmit={onSubmit}>
          <input type="hidden" name="token" value={props.token} />
          <button type="submit" aria-disabled={isSending}>
            This was not me: end the session
          </button>
        </form>
      </Page>
    );
  }
  return (
    <Page title={props.state === 'ended' ? 'That session has ended' : 'That link is too old'}>
      <p>
        Now change the password of your mailbox. Then remove every passkey that is not yours, and
        press “Sign out everywhere else”, because whoever it was may have signed in again.
      </p>
      <p>
        <a href={`${ACCOUNT_PATH}#passkeys`}>Look at your passkeys and sessions</a>
      </p>
    </Page>
  );
}

export const getServerSideProps = pageProps<NotMeProps>(async ({ res, query }) => {
  // The URL of this page holds a secret.
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('X-Robots-Tag', 'noindex');

  const token = String(query.token ?? '');
  const claims = await readNotMe(token);
  if (!claims) return { props: { state: 'too_old' } };
  const session = await findSession(claims.userId, claims.sid);
  if (!session) return { props: { state: 'ended' } };
  const { userAgent, createdAt } = session;
  return {
    props: {
      state: 'open',
      token,
      browser: describeBrowser(userAgent),
      signedIn: mailTime(createdAt),
    },
  };
});
