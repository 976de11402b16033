import { getServerSession } from 'next-auth';

import { authOptions } from '../../../auth';
import { callbackRoute } from '../../../passkeys/routes.server';

export default callbackRoute({
  user: async (req, res) => (await getServerSession(req, res, authOptions))?.user ?? null,
});
