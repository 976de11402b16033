import { userRoute } from '@/utils/api-route.server';
import { confirmEnrolment } from '@/utils/enrolment.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  POST: async ({ body, session }) => {
    await confirmEnrolment(body, session.user.id);
    return { success: true };
  },
});
