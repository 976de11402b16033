import { ACCOUNT_PATH } from '@/utils/site';
import { Page } from '@/utils/ui/page';
import { pageProps } from '@/utils/http/page-props.server';
import { readSession } from '@/utils/sessions/session.server';

export default function AccountDeleted() {
  return (
    <Page title="Your account is deleted">
      <p>We send you a last mail to confirm it.</p>
      <p className="aside">
        If your password manager still offers a passkey for this site, delete it there. It no longer
        works.
      </p>
      <p>
        <a href="/signin">Sign in or create a new account</a>
      </p>
    </Page>
  );
}

/** A signed-in user still has an account. */
export const getServerSideProps = pageProps(async (context) => {
  const session = await readSession(context);
  if (session) return { redirect: { destination: ACCOUNT_PATH, permanent: false } };
  return { props: {} };
});
