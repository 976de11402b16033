import { Page } from '@/utils/ui/page';

export default function ServerError() {
  return (
    <Page title="Something went wrong">
      <p>It is our fault, not yours, and nothing of yours is lost.</p>
      <p>
        <a href="">Try again</a>
      </p>
    </Page>
  );
}
