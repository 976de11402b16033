import type { NextApiHandler } from 'next';

import { withRequestId } from '@/utils/base/current-request.server';
import { dropCookie, sendAnswer } from '@/utils/http/ask-nextauth.server';
import { callbackUrlCookie } from '@/utils/http/cookies.server';
import { sendError } from '@/utils/http/send-error.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';
import { checkRequest } from '@/utils/signin/check-request.server';

/** NextAuth's route. `handlers` answer for it, each to its method and path, and a HEAD as a GET. */
export function nextAuthRoute(handlers: Record<string, NextApiHandler>): NextApiHandler {
  return (req, res) =>
    withRequestId(
      req,
      async () => {
        // NextAuth sets it on some of its answers only.
        res.setHeader('Cache-Control', 'no-store');
        try {
          checkRequest(req, res);
          const method = req.method === 'POST' ? 'POST' : 'GET';
          const path = [req.query.nextauth ?? []].flat().join('/');
          const handler = handlers[`${method} ${path}`];
          if (handler) await handler(req, res);
          else {
            const answer = await askToSignIn(req);
            // Another site can lead a browser to a GET, and must not choose where the next sign-in leads.
            if (method === 'GET') dropCookie(answer, callbackUrlCookie()); // guard: destination-by-post
            sendAnswer(res, answer);
          }
        } catch (error) {
          sendError(res, error, { forSignIn: true });
        }
      },
      res,
    );
}
