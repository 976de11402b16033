import { z } from 'zod';

import { userRoute } from '@/utils/sessions/user-route.server';
import { AppError } from '@/utils/base/errors';
import { endSessions } from '@/utils/sessions/session-register.server';

export const config = { api: { bodyParser: false } };

/** A session's id. PostgreSQL fails on a text with a NUL. */
const idSchema = z.uuid();

export default userRoute({
  DELETE: async ({ req, session }) => {
    const { data: sessionToken } = idSchema.safeParse(req.query.id);
    if (!sessionToken) throw new AppError('not_found'); // guard: session-id
    const ended = await endSessions('sessions_ended', session.user.id, { sessionToken });
    if (ended === 0) throw new AppError('not_found');
  },
});
