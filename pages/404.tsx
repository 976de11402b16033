import { Page } from '@/utils/components/page';

export default function NotFound() {
  return (
    <Page title="There is nothing here">
      <p>The address may be mistyped, or the page has moved.</p>
      <p>
        <a href="/">Go to your account</a>
      </p>
    </Page>
  );
}
