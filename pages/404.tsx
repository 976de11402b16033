import { ACCOUNT_PATH } from '@/utils/account-path';
import { Page } from '@/utils/components/page';

export default function NotFound() {
  return (
    <Page title="There is nothing here">
      <p>The address may be mistyped, or the page has moved.</p>
      <p>
        <a href={ACCOUNT_PATH}>Go to your account</a>
      </p>
    </Page>
  );
}
