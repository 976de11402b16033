import { userRoute } from '@/utils/sessions/user-route.server';
import { requireRecentOrConfirmed } from '@/utils/account/confirmation.server';
import { readRemoval, removePasskey } from '@/utils/account/remove-passkey.server';
import { renamePasskey } from '@/utils/account/passkeys.server';
import { requireRecentSignIn } from '@/utils/sessions/recent-sign-in.server';

export const config = { api: { bodyParser: false } };

export default userRoute({
  PATCH: async ({ req, session, body }) => {
    requireRecentSignIn(session); // guard: recent-to-rename
    return renamePasskey(session, req.query.id, body);
  },
  DELETE: async ({ req, session, body }) => {
    const removal = readRemoval(req.query.id, body);
    await requireRecentOrConfirmed(req, session, 'remove-passkey', removal); // guard: recent-to-remove
    await removePasskey(req, session, removal);
  },
});
