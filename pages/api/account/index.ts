import { requireRecentOrConfirmed } from '@/utils/account/confirmation.server';
import { deleteAccount } from '@/utils/account/delete-account.server';
import { userRoute } from '@/utils/sessions/user-route.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  DELETE: async ({ req, session }) => {
    await requireRecentOrConfirmed(req, session, 'delete-account'); // guard: recent-to-delete
    await deleteAccount(req, session.user);
  },
});
