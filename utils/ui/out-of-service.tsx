import { Page } from '@/utils/ui/page';

/** In place of a page while the database is out. It names no user, because the session may have ended. */
export const OutOfService = () => (
  <Page title="Not available right now">
    <p>
      You stay signed in. <a href="">Try again</a> in a moment.
    </p>
  </Page>
);
