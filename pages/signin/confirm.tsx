import { useEffect, useRef } from 'react';

import { parseLink, type MailedLink } from '@/utils/links/link.server';
import { hasAskedFor } from '@/utils/links/remembered-address.server';
import { pageProps } from '@/utils/http/page-props.server';
import { readSession } from '@/utils/sessions/session.server';
import { csrfToken } from '@/utils/signin/csrf.server';
import { Page } from '@/utils/ui/page';
import { useSubmitOnce } from '@/utils/ui/use-submit-once';

interface ConfirmProps {
  link: MailedLink;
  csrfToken: string;
  /** True in the browser that asked for the link. */
  submitsItself: boolean;
  /** The address of another user who is signed in here. */
  otherUser: string | null;
}

export default function Confirm({ link, csrfToken, submitsItself, otherUser }: ConfirmProps) {
  const form = useRef<HTMLFormElement>(null);
  const { isSending, onSubmit } = useSubmitOnce();
  useEffect(() => {
    // The user may have pressed the button before this script loaded. A second submit would abort that.
    const isPressed = form.current?.contains(document.activeElement);
    if (submitsItself && !isPressed) form.current?.requestSubmit();
  }, [submitsItself]);

  return (
    <Page title={submitsItself ? 'Signing you in' : 'Is it you?'}>
      {submitsItself ? (
        <>
          <p className="needs-script">One moment. If nothing happens, press the button.</p>
          <p className="without-script">Press the button to continue.</p>
        </>
      ) : (
        <p>
          This browser did not request this link just now. Continue only if this is your account.
        </p>
      )}
      {otherUser && (
        <p>
          You are signed in here as <strong className="address">{otherUser}</strong>. Continuing
          signs you out of that account.
        </p>
      )}
      <form
        ref={form}
        method="post"
        action="/api/auth/callback/email"
        onSubmit={(event) => {
          // The back button then leads to the sign-in page, because the link is used up.
          window.history.replaceState(null, '', '/signin');
          onSubmit(event);
        }}
      >
        <input type="hidden" name="csrfToken" value={csrfToken} />
        {Object.entries(link).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button type="submit" className="address" aria-disabled={isSending}>
          Sign in as {link.email}
        </button>
      </form>
    </Page>
  );
}

export const getServerSideProps = pageProps<ConfirmProps>(async ({ req, res, query }) => {
  // The URL of this page holds the link's secret.
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('X-Robots-Tag', 'noindex');

  const link = parseLink(query);
  if (!link) return { redirect: { destination: '/signin?error=link_not_valid', permanent: false } };
  const address = (await readSession({ req, res }))?.user.email;
  return {
    props: {
      link,
      csrfToken: await csrfToken(req, res),
      submitsItself: await hasAskedFor(req, link),
      otherUser: address && address !== link.email ? address : null,
    },
  };
});
