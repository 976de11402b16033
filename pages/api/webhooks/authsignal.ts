import { publicRoute } from '@/utils/api-route.server';
import { takeEvent } from '@/utils/authsignal-events.server';
import { AppError } from '@/utils/errors';
import { log } from '@/utils/log.server';
import { parseJson } from '@/utils/read-body.server';
import { answerWithin } from '@/utils/request-context.server';
import { isSignedByAuthsignal } from '@/utils/webhook-signature.server';

export const config = { api: { bodyParser: false } };

/** In milliseconds: longer than a mail may take, since the answer says whether it has left. */
const DUE_MS = 9_000;

export default publicRoute({
  POST: async ({ req, body }) => {
    if (!isSignedByAuthsignal(body, req.headers['x-signature-v2']?.toString())) {
      log.warn({ event: 'webhook_refused' });
      throw new AppError('signature_not_valid');
    }
    answerWithin(DUE_MS);
    await takeEvent(parseJson(body));
  },
});
