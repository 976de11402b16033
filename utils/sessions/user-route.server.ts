import type { NextApiRequest } from 'next';
import type { Session } from 'next-auth';

import { AppError } from '@/utils/base/errors';
import { parseJson, readBody } from '@/utils/http/read-body.server';
import { type Actions, route } from '@/utils/http/route.server';
import { requireOwnRequest } from '@/utils/passkeys/own-request.server';
import { peekSession } from '@/utils/sessions/session.server';

interface UserContext {
  req: NextApiRequest;
  session: Session;
  body: unknown;
}

/** An API route for signed-in users, with the body as JSON. What `route` asks of its file counts here too. */
export const userRoute = (actions: Actions<UserContext>) =>
  route(actions, async (req) => {
    if (req.method !== 'GET') requireOwnRequest(req);
    const body = parseJson(await readBody(req));

    const session = await peekSession(req);
    if (!session) throw new AppError('not_signed_in'); // guard: session-required
    // A page that shows one user changes nothing after another user has signed in in another tab.
    const { 'x-signed-in-as': shown = session.user.id } = req.headers;
    if (shown !== session.user.id) throw new AppError('not_signed_in'); // guard: shown-user
    return { req, session, body };
  });
