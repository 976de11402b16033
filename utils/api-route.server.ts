import type { NextApiHandler, NextApiRequest, NextApiResponse } from 'next';
import type { Session } from 'next-auth';

import { sendError } from '@/utils/api-errors.server';
import { env } from '@/utils/env.server';
import { AppError } from '@/utils/errors';
import { parseJson, readBody } from '@/utils/read-body.server';
import { withRequestId } from '@/utils/request-context.server';
import { peekSession } from '@/utils/session.server';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** What one method of a route does. What it returns is the answer's body; nothing means 204. */
type Action<Context> = (context: Context) => Promise<object | void>;
type Actions<Context> = Partial<Record<Method, Action<Context>>>;
type Prepare<Context> = (req: NextApiRequest, res: NextApiResponse) => Promise<Context>;

interface PublicContext {
  req: NextApiRequest;
  /** The request's body as it was sent. */
  body: Buffer;
}

interface UserContext {
  req: NextApiRequest;
  session: Session;
  /** The parsed JSON of the request, whatever it is. */
  body: unknown;
}

/**
 * An API route for signed-in people: one action per method, every refusal in one shape. The route
 * exports `config` with `bodyParser: false`, since Next.js would refuse a bad body in its own words.
 */
export function userRoute(actions: Actions<UserContext>): NextApiHandler {
  return route(actions, async (req, res) => {
    if (req.method !== 'GET') requireOwnRequest(req);
    const body = parseJson(await readBody(req));

    const session = await peekSession({ req, res });
    if (!session) throw new AppError('not_signed_in');
    if (!session.isVerified) throw new AppError('service_unavailable');
    // A page that shows somebody else by now, since another tab has the same cookies, changes nothing.
    const { 'x-signed-in-as': shown = session.user.id } = req.headers;
    if (shown !== session.user.id) throw new AppError('not_signed_in');
    return { req, session, body };
  });
}

/** An API route for programs that have no session, as userRoute in all else. Whom it believes is its own affair. */
export function publicRoute(actions: Actions<PublicContext>): NextApiHandler {
  return route(actions, async (req) => ({ req, body: await readBody(req) }));
}

function route<Context>(actions: Actions<Context>, prepare: Prepare<Context>): NextApiHandler {
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
    const result = await action(await prepare(req, res));
    if (result) res.status(200).json(result);
    else res.status(204).end();
  } catch (error) {
    sendError(res, error);
  }
}

/**
 * Lets a change pass only when a script of this very origin asks for it, in JSON: an Origin header
 * that is ours and, from browsers that send it, Fetch Metadata that agrees (ASVS 5.0, 3.5.1).
 */
function requireOwnRequest({ headers, method }: NextApiRequest) {
  if (headers.origin !== env().NEXTAUTH_URL) throw new AppError('wrong_origin');
  if ((headers['sec-fetch-site'] ?? 'same-origin') !== 'same-origin') {
    throw new AppError('wrong_origin');
  }
  const [type] = (headers['content-type'] ?? '').split(';');
  if (method !== 'DELETE' && type !== 'application/json') {
    throw new AppError('unsupported_media_type');
  }
}
