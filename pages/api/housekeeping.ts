import { doHousekeeping } from '@/utils/account/housekeeping.server';
import { isEqualSecret } from '@/utils/base/equal-secret.server';
import { answerWithin } from '@/utils/base/current-request.server';
import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { publicRoute } from '@/utils/http/route.server';

export const config = { api: { bodyParser: false } };

/** In ms. A host that runs functions may end one after ten seconds. */
const DEADLINE_MS = 9_000;

/** For the schedule of a serverless host, which sends `CRON_SECRET` (vercel.com/docs/cron-jobs/manage-cron-jobs). */
export default publicRoute({
  GET: async ({ req }) => {
    const { CRON_SECRET } = env();
    if (!CRON_SECRET) throw new AppError('not_found');
    const given = req.headers.authorization ?? '';
    if (!isEqualSecret(given, `Bearer ${CRON_SECRET}`)) throw new AppError('signature_not_valid'); // guard: housekeeping-secret
    answerWithin(DEADLINE_MS);
    await doHousekeeping();
  },
});
