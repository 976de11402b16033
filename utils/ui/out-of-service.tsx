import { Page } from '@/utils/ui/page';

/** In place of a page while the database is out. It names nobody, because the session may have ended. */
export const OutOfService = () => (
  <Page title="Not available right now">
    <p>Try again in a moment. If you were signed in, you still are.</p>
    <p>
      <a href="">Try again</a>
    </p>
  </Page>
);
