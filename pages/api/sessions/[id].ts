import { userRoute } from '@/utils/api-route.server';
import { AppError } from '@/utils/errors';
import { endSessions } from '@/utils/session-register.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  DELETE: async ({ req, session }) => {
    const ended = await endSessions(session.user.id, { sessionToken: String(req.query.id) });
    if (ended === 0) throw new AppError('not_found');
  },
});
