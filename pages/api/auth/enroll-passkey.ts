import { userRoute } from '@/utils/api-route.server';
import { startEnrolment } from '@/utils/enrolment.server';
import { requireRecentSignIn } from '@/utils/recent-sign-in.server';

export default userRoute({
  POST: async ({ req, session }) => {
    requireRecentSignIn(session);
    return { token: await startEnrolment(req, session.user) };
  },
});
