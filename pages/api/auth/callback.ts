import { userRoute } from '@/utils/sessions/user-route.server';
import { confirmEnrolment } from '@/utils/account/enrolment.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  POST: async ({ req, session, body }) => {
    await confirmEnrolment(req, session, body);
    return { success: true };
  },
});
