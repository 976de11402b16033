import { userRoute } from '@/utils/api-route.server';
import { listPasskeys } from '@/utils/passkeys.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  GET: async ({ session }) => ({ passkeys: await listPasskeys(session) }),
});
