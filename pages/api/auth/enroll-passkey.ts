import { userRoute } from '@/utils/api-route.server';
import { startEnrolment } from '@/utils/enrolment.server';

export default userRoute({
  POST: async ({ req, session }) => ({ token: await startEnrolment(req, session.user) }),
});
