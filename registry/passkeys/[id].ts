import { getServerSession } from 'next-auth';

import { authOptions } from '../../../auth';
import { passkeyRoute } from '../../../passkey-list/list-routes.server';

export default passkeyRoute({
  user: async (req, res) => (await getServerSession(req, res, authOptions))?.user ?? null,
});
