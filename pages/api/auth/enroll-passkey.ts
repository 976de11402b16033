import { userRoute } from '@/utils/api-route.server';
import { startEnrolment } from '@/utils/enrolment.server';
import { requireRecentSignIn } from '@/utils/recent-sign-in.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  POST: async ({ req, session }) => {
    requireRecentSignIn(session);
    return { token: await startEnrolment(req, session.user) };
  },
});
