import { getServerSession } from 'next-auth';

import { authOptions } from '../../../auth';
import { enrolRoute } from '../../../passkeys/routes.server';

export default enrolRoute({
  user: async (req, res) => (await getServerSession(req, res, authOptions))?.user ?? null,
});
