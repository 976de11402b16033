import type { GetServerSideProps } from 'next';

import { AppError } from '@/utils/base/errors';

/** Of a page that cannot be shown: `_app.tsx` then shows another one. */
export interface Outage {
  isOut: true;
}

/** A page's getServerSideProps. If the database or NextAuth is out, the page says so, with status 503. */
export const pageProps =
  <Props extends object>(get: GetServerSideProps<Props>): GetServerSideProps<Props | Outage> =>
  async (context) => {
    try {
      return await get(context);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'service_unavailable') throw error;
      context.res.statusCode = 503;
      return { props: { isOut: true } };
    }
  };
