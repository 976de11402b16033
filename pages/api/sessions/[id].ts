import { userRoute } from '@/utils/api-route.server';
import { AppError } from '@/utils/errors';
import { endSessions } from '@/utils/session-register.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  DELETE: async ({ req, session }) => {
    const which = { sessionToken: String(req.query.id) };
    const ended = await endSessions('sessions_ended', session.user.id, which);
    if (ended === 0) throw new AppError('not_found');
  },
});
