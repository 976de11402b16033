import { z } from 'zod';

import { confirmSessionEnd } from '@/utils/account/confirmation.server';
import { userRoute } from '@/utils/sessions/user-route.server';
import { AppError } from '@/utils/base/errors';
import { endSessionsFor } from '@/utils/sessions/end-sessions.server';

export const config = { api: { bodyParser: false } };

/** A session's id. PostgreSQL fails on a text with a NUL. */
const idSchema = z.uuid();

export default userRoute({
  DELETE: async ({ req, session }) => {
    const { data: id } = idSchema.safeParse(req.query.id);
    if (!id) throw new AppError('not_found'); // guard: session-id
    const confirm = () => confirmSessionEnd(req, session, id);
    if ((await endSessionsFor(session, confirm, id)) === 0) throw new AppError('not_found');
  },
});
