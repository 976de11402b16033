import { userRoute } from '@/utils/sessions/user-route.server';
import {
  describeSession,
  endSessions,
  listSessions,
} from '@/utils/sessions/session-register.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  GET: async ({ session }) => {
    const registered = await listSessions(session.user.id);
    const sessions = registered.map((one) => describeSession(one, session.sid));
    // The one of this browser first: it is what the others are told from.
    return { sessions: sessions.sort((a, b) => Number(b.current) - Number(a.current)) };
  },
  DELETE: async ({ session }) => {
    await endSessions('sessions_ended', session.user.id, { sessionToken: { not: session.sid } });
  },
});
