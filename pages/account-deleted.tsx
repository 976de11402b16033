import { Page } from '@/utils/components/page';

export default function AccountDeleted() {
  return (
    <Page title="Your account is deleted">
      <p>We have sent you a last mail that says so.</p>
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
