import type { NextApiHandler, NextApiRequest } from 'next';

import { withRequestId } from '@/utils/base/current-request.server';
import { AppError } from '@/utils/base/errors';
import { readBody } from '@/utils/http/read-body.server';
import { sendError } from '@/utils/http/send-error.server';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** What each method of a route does. What it returns is the answer's body; nothing means 204. */
export type Actions<Context> = Partial<
  Record<Method, (context: Context) => Promise<object | void>>
>;

/** An API route for programs that have no session, with the body as it was sent. */
export const publicRoute = (actions: Actions<{ req: NextApiRequest; body: Buffer }>) =>
  route(actions, async (req) => ({ req, body: await readBody(req) }));

/** Its file exports `bodyParser: false`, because Next.js would refuse a bad body with a text of its own. */
export function route<Context>(
  actions: Actions<Context>,
  prepare: (req: NextApiRequest) => Promise<Context>,
): NextApiHandler {
  const methods = new Map(Object.entries(actions));
  return (req, res) =>
    withRequestId(req, async () => {
      res.setHeader('Cache-Control', 'no-store');
      try {
        const action = methods.get(req.method ?? '');
        if (!action) {
          res.setHeader('Allow', [...methods.keys()].join(', '));
          throw new AppError('method_not_allowed');
        }
        const result = await action(await prepare(req));
        if (result) res.status(200).json(result);
        else res.status(204).end();
      } catch (error) {
        sendError(res, error);
      }
    });
}
