import { listSessions } from '@/utils/sessions/list-sessions.server';
import { endSessions } from '@/utils/sessions/session-register.server';
import { userRoute } from '@/utils/sessions/user-route.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  GET: async ({ session }) => ({ sessions: await listSessions(session) }),
  DELETE: async ({ session }) => {
    await endSessions('sessions_ended', session.user.id, { sessionToken: { not: session.sid } });
  },
});
