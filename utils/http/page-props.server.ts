import type { GetServerSideProps } from 'next';

import { withRequestId } from '@/utils/base/current-request.server';
import { reportError } from '@/utils/base/report-error.server';
import { refusalOf } from '@/utils/http/send-error.server';

/** Of a page that is not shown: `_app.tsx` then shows another one. */
export interface Outage {
  isOut: true;
}

/**
 * A page's getServerSideProps. If the database or NextAuth is out, the page says so, with status 503. Answers
 * 405 to all methods but GET and HEAD.
 */
export const pageProps =
  <Props extends object>(get: GetServerSideProps<Props>): GetServerSideProps<Props | Outage> =>
  async (context) => {
    const { req, res } = context;
    // guard: page-methods
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      res.statusCode = 405;
      res.setHeader('Allow', 'GET, HEAD');
      return { props: { isOut: true } };
    }
    return withRequestId(req, async () => {
      try {
        return await get(context);
      } catch (error) {
        if (refusalOf(error).code !== 'service_unavailable') {
          // While it is known whose request this is. Next.js reports it once more.
          reportError(error);
          throw error;
        }
        res.statusCode = 503;
        return { props: { isOut: true } };
      }
    });
  };
