import { userRoute } from '@/utils/api-route.server';
import { confirmEnrolment } from '@/utils/enrolment.server';

export default userRoute({
  POST: async ({ req, session }) => {
    await confirmEnrolment(req.body, session.user.id);
    return { success: true };
  },
});
