import { deleteAccount } from '@/utils/account-deletion.server';
import { userRoute } from '@/utils/api-route.server';
import { requireRecentSignIn } from '@/utils/recent-sign-in.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  DELETE: async ({ req, session }) => {
    requireRecentSignIn(session);
    await deleteAccount(req, session.user);
  },
});
