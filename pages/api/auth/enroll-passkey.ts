import { userRoute } from '@/utils/sessions/user-route.server';
import { requireMayEnrol, startEnrolment } from '@/utils/account/enrolment.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  POST: async ({ req, session }) => {
    await requireMayEnrol(session); // guard: recent-to-enrol
    return { token: await startEnrolment(req, session) };
  },
});
