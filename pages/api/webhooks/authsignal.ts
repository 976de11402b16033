import { publicRoute } from '@/utils/http/route.server';
import { handleEvent } from '@/utils/change-mails/webhook-event.server';
import { AppError } from '@/utils/base/errors';
import { log } from '@/utils/base/log.server';
import { parseJson } from '@/utils/http/read-body.server';
import { answerWithin } from '@/utils/base/current-request.server';
import { isSignedByAuthsignal } from '@/utils/change-mails/webhook-signature.server';

export const config = { api: { bodyParser: false } };

/** In ms. Longer than a mail may take, because the status says whether it was sent. */
const DEADLINE_MS = 9_000;

export default publicRoute({
  POST: async ({ req, body }) => {
    // guard: webhook-signature
    if (!isSignedByAuthsignal(body, req.headers['x-signature-v2']?.toString())) {
      log.warn({ event: 'webhook_refused' });
      throw new AppError('signature_not_valid');
    }
    answerWithin(DEADLINE_MS);
    await handleEvent(parseJson(body));
  },
});
