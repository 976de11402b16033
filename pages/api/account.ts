import { deleteAccount } from '@/utils/account/delete-account.server';
import { userRoute } from '@/utils/sessions/user-route.server';
import { requireRecentSignIn } from '@/utils/sessions/recent-sign-in.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  DELETE: async ({ req, session }) => {
    requireRecentSignIn(session); // guard: recent-to-delete
    await deleteAccount(req, session.user);
  },
});
