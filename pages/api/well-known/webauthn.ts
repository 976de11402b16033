import { publicRoute } from '@/utils/http/route.server';
import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';

export const config = { api: { bodyParser: false } };

/** The other origins that may use this site's passkeys: WebAuthn Level 3, section 5.11. */
export default publicRoute({
  GET: async () => {
    const origins = env().PASSKEY_RELATED_ORIGINS;
    if (origins.length === 0) throw new AppError('not_found');
    return { origins };
  },
});
