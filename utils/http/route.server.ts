import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';

import { sendError } from '@/utils/http/send-error.server';
import { AppError } from '@/utils/base/errors';
import { readBody } from '@/utils/http/read-body.server';
import { withRequestId } from '@/utils/base/current-request.server';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** What one method of a route does. What it returns is the answer's body; nothing means 204. */
type Action<Context> = (context: Context) => Promise<object | void>;
export type Actions<Context> = Partial<Record<Method, Action<Context>>>;
type Prepare<Context> = (req: NextApiRequest) => Promise<Context>;

interface PublicContext {
  req: NextApiRequest;
  /** The request's body as it was sent. */
  body: Buffer;
}

/** An API route for programs that have no session, in JSON. */
export function publicRoute(actions: Actions<PublicContext>): NextApiHandler {
  return route(actions, async (req) => ({ req, body: await readBody(req) }));
}

/**
 * An API route: one action per method, every refusal in one shape. The route exports `config` with
 * `bodyParser: false`, since Next.js would refuse a bad body in its own words.
 */
export function route<Context>(
  actions: Actions<Context>,
  prepare: Prepare<Context>,
): NextApiHandler {
  return (req, res) => withRequestId(req, () => answer(actions, prepare, req, res));
}

async function answer<Context>(
  actions: Actions<Context>,
  prepare: Prepare<Context>,
  req: NextApiRequest,
  res: NextApiResponse,
): Promise<void> {
  res.setHeader('Cache-Control', 'no-store');
  try {
    const [, action] = Object.entries(actions).find(([name]) => name === req.method) ?? [];
    if (!action) {
      res.setHeader('Allow', Object.keys(actions).join(', '));
      throw new AppError('method_not_allowed');
    }
    const result = await action(await prepare(req));
    if (result) res.status(200).json(result);
    else res.status(204).end();
  } catch (error) {
    sendError(res, error);
  }
}
