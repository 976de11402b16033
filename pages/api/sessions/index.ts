import { confirmSessionEnd } from '@/utils/account/confirmation.server';
import { listSessions } from '@/utils/sessions/list-sessions.server';
import { endSessionsFor } from '@/utils/sessions/end-sessions.server';
import { userRoute } from '@/utils/sessions/user-route.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  GET: async ({ session }) => ({ sessions: await listSessions(session) }),
  DELETE: async ({ req, session }) => {
    await endSessionsFor(session, () => confirmSessionEnd(req, session));
  },
});
