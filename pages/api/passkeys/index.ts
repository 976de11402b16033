import { userRoute } from '@/utils/sessions/user-route.server';
import { listPasskeys } from '@/utils/account/passkeys.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  GET: async ({ session }) => ({ passkeys: await listPasskeys(session) }),
});
