import { userRoute } from '@/utils/api-route.server';
import { describeSession, endSessions, listSessions } from '@/utils/session-register.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  GET: async ({ session }) => {
    const sessions = await listSessions(session.user.id);
    return { sessions: sessions.map((one) => describeSession(one, session.sid)) };
  },
  DELETE: async ({ session }) => {
    await endSessions('sessions_ended', session.user.id, { sessionToken: { not: session.sid } });
  },
});
