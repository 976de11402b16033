import type { GetServerSideProps } from 'next';
import { useEffect, useRef } from 'react';

import { Page } from '@/utils/ui/page';
import { csrfToken } from '@/utils/signin/csrf.server';
import { recallAddress } from '@/utils/links/remembered-address.server';
import { parseLink, type MailedLink } from '@/utils/links/link.server';
import { readSession } from '@/utils/sessions/session.server';
import { useSubmitOnce } from '@/utils/ui/use-submit-once';

interface ConfirmProps {
  link: MailedLink;
  csrfToken: string;
  /** True in the browser that asked for the link: the page goes on by itself. */
  goesOn: boolean;
  /** The address of somebody else who is signed in in this browser. */
  replaces: string | null;
}

export default function Confirm({ link, csrfToken, goesOn, replaces }: ConfirmProps) {
  const form = useRef<HTMLFormElement>(null);
  const { isSending, onSubmit } = useSubmitOnce();
  useEffect(() => {
    // Whose press came before this script has used the link: once more would break that off.
    const isPressed = form.current?.contains(document.activeElement);
    if (goesOn && !isPressed) form.current?.requestSubmit();
  }, [goesOn]);

  return (
    <Page title={goesOn ? 'Signing you in' : 'Is it you?'}>
      {goesOn ? (
        <>
          <p className="needs-script">One moment. If nothing happens, press the button.</p>
          <p className="without-script">Press the button to go on.</p>
        </>
      ) : (
        <p>This browser did not ask for this link just now. Go on only if this account is yours.</p>
      )}
      {replaces && (
        <p>
          You are signed in as <strong className="address">{replaces}</strong> here. That ends.
        </p>
      )}
      <form
        ref={form}
        method="post"
        action="/api/auth/callback/email"
        onSubmit={(event) => {
          // Who goes back is not to come to a link that is used up. Where it is not, the mail has it.
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

export const getServerSideProps: GetServerSideProps<ConfirmProps> = async ({ req, res, query }) => {
  // The address of this page holds the link's secret.
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.setHeader('X-Robots-Tag', 'noindex');

  const link = parseLink(query);
  if (!link) return { redirect: { destination: '/signin?error=link_not_valid', permanent: false } };
  const goesOn = (await recallAddress(req, 'link-asked')) === link.email;
  const token = await csrfToken(req, res);
  const address = (await readSession({ req, res }))?.user.email;
  const replaces = address && address !== link.email ? address : null;
  return { props: { link, csrfToken: token, goesOn, replaces } };
};
