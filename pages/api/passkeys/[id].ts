import { userRoute } from '@/utils/api-route.server';
import { removePasskey } from '@/utils/passkey-removal.server';
import { renamePasskey } from '@/utils/passkeys.server';
import { requireRecentSignIn } from '@/utils/recent-sign-in.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  PATCH: ({ req, session, body }) => renamePasskey(session, req.query.id, body),
  DELETE: async ({ req, session, body }) => {
    requireRecentSignIn(session);
    await removePasskey(req, session, body);
  },
});
