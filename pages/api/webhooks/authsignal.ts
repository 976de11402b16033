import { publicRoute } from '@/utils/http/route.server';
import { handleEvent } from '@/utils/change-mails/webhook-event.server';
import { AppError } from '@/utils/base/errors';
import { parseJson } from '@/utils/http/read-body.server';
import { answerWithin } from '@/utils/base/current-request.server';
import { isSignedByAuthsignal } from '@/utils/change-mails/webhook-signature.server';

export const config = { api: { bodyParser: false } };

/** In ms. Longer than a mail may take, because the status says whether it was sent. */
const DEADLINE_MS = 9_000;

export default publicRoute({
  POST: async ({ req, body }) => {
    const signature = req.headers['x-signature-v2']?.toString();
    if (!isSignedByAuthsignal(body, signature)) throw new AppError('signature_not_valid'); // guard: webhook-signature
    answerWithin(DEADLINE_MS);
    await handleEvent(parseJson(body));
  },
});
