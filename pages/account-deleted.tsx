import type { GetServerSideProps } from 'next';

import { ACCOUNT_PATH } from '@/utils/site';
import { Page } from '@/utils/ui/page';
import { readSession } from '@/utils/sessions/session.server';

export default function AccountDeleted() {
  return (
    <Page title="Your account is deleted">
      <p>You get a last mail that says so.</p>
      <p className="aside">
        If your password manager still offers a passkey for this site, delete it there: it opens
        nothing any more.
      </p>
      <p>
        <a href="/signin">Sign in or begin anew</a>
      </p>
    </Page>
  );
}

/** Says it to nobody who has an account. */
export const getServerSideProps: GetServerSideProps = async (context) => {
  const session = await readSession(context);
  if (session) return { redirect: { destination: ACCOUNT_PATH, permanent: false } };
  return { props: {} };
};
