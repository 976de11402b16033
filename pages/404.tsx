import { ACCOUNT_PATH } from '@/utils/site';
import { Page } from '@/utils/ui/page';

export default function NotFound() {
  return (
    <Page title="Page not found">
      <p>Check the address. The page may have moved.</p>
      <p>
        <a href={ACCOUNT_PATH}>Go to your account</a>
      </p>
    </Page>
  );
}
