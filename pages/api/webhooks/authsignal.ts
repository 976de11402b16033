import { publicRoute } from '@/utils/api-route.server';
import { takeEvent } from '@/utils/authsignal-events.server';
import { AppError } from '@/utils/errors';
import { log } from '@/utils/log.server';
import { parseJson } from '@/utils/read-body.server';
import { isSignedByAuthsignal } from '@/utils/webhook-signature.server';

export const config = { api: { bodyParser: false } };

export default publicRoute({
  POST: async ({ req, body }) => {
    if (!isSignedByAuthsignal(body, req.headers['x-signature-v2']?.toString())) {
      log.warn({ event: 'webhook_refused' });
      throw new AppError('signature_not_valid');
    }
    await takeEvent(parseJson(body));
  },
});
