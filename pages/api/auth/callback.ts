import { userRoute } from '@/utils/sessions/user-route.server';
import { confirmEnrolment } from '@/utils/account/enrolment.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  POST: async ({ body, session }) => {
    await confirmEnrolment(body, session.user.id);
    return { success: true };
  },
});
