import { userRoute } from '@/utils/sessions/user-route.server';
import { startEnrolment } from '@/utils/account/enrolment.server';
import { requireRecentSignIn } from '@/utils/sessions/recent-sign-in.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  POST: async ({ req, session }) => {
    requireRecentSignIn(session); // guard: recent-to-enrol
    return { token: await startEnrolment(req, session) };
  },
});
