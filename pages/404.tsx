import { ACCOUNT_PATH } from '@/utils/site';
import { Page } from '@/utils/ui/page';

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
