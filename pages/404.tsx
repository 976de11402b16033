import Link from 'next/link';

import { Page } from '@/utils/components/page';

export default function NotFound() {
  return (
    <Page title="There is nothing here">
      <p>The address may be mistyped, or the page has moved.</p>
      <p>
        <Link href="/">Go to your account</Link>
      </p>
    </Page>
  );
}
