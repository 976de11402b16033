import { requireConfirmation } from '@/utils/account/confirmation.server';
import { personalData } from '@/utils/account/personal-data.server';
import { userRoute } from '@/utils/sessions/user-route.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  POST: async ({ req, session }) => {
    await requireConfirmation(req, session, 'download-data'); // guard: confirmed-download
    return personalData(session);
  },
});
