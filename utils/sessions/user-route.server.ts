import type { NextApiHandler, NextApiRequest } from 'next';
import type { Session } from 'next-auth';

import { type Actions, route } from '@/utils/http/route.server';
import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { parseJson, readBody } from '@/utils/http/read-body.server';
import { peekSession } from '@/utils/sessions/session.server';

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
  return route(actions, async (req) => {
    if (req.method !== 'GET') requireOwnRequest(req);
    const body = parseJson(await readBody(req));

    const session = await peekSession(req);
    if (!session) throw new AppError('not_signed_in');
    if (!session.isVerified) throw new AppError('service_unavailable');
    // A page that shows somebody else by now, since another tab has the same cookies, changes nothing.
    const { 'x-signed-in-as': shown = session.user.id } = req.headers;
    if (shown !== session.user.id) throw new AppError('not_signed_in');
    return { req, session, body };
  });
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
