import { AppError } from '@/utils/base/errors';
import { isOAuthId } from '@/utils/base/oauth-names';
import { disconnect } from '@/utils/oauth/connections.server';
import { requireRecentSignIn } from '@/utils/sessions/recent-sign-in.server';
import { userRoute } from '@/utils/sessions/user-route.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  DELETE: async ({ req, session }) => {
    requireRecentSignIn(session); // guard: recent-to-disconnect
    const { id } = req.query;
    if (!isOAuthId(id) || !(await disconnect(session, id))) throw new AppError('not_found');
  },
});
