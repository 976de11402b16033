import { Page } from '@/utils/ui/page';

export default function ServerError() {
  return (
    <Page title="Something went wrong">
      <p>This is our fault. Your account is safe.</p>
      <p>
        <a href="">Try again</a>
      </p>
    </Page>
  );
}
