import { getServerSession } from 'next-auth';

import { authOptions } from '../../../auth';
import { passkeysRoute } from '../../../passkey-list/list-routes.server';

export default passkeysRoute({
  user: async (req, res) => (await getServerSession(req, res, authOptions))?.user ?? null,
});
