import { untilDue } from '@/utils/base/current-request.server';
import type { NextApiHandler } from 'next';

import { AppError } from '@/utils/base/errors';
import { isOfferedProvider } from '@/utils/base/oauth-clients.server';
import type { OAuthId } from '@/utils/base/oauth-names';
import { clientNetwork } from '@/utils/base/client-address.server';
import { sendAnswer } from '@/utils/http/ask-nextauth.server';
import { consume } from '@/utils/limits/rate-limits.server';
import { forgetWish, rememberWish } from '@/utils/oauth/connection-wish.server';
import { isRecent } from '@/utils/sessions/recent-sign-in.server';
import { peekSession } from '@/utils/sessions/session.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';
import { failForm, refuseForm } from '@/utils/signin/refuse-form.server';
import { ACCOUNT_PATH } from '@/utils/site';

const TO_CONFIRM = `/signin?${new URLSearchParams({ confirm: '', callbackUrl: ACCOUNT_PATH })}`;

/**
 * Leads a browser to a provider: to sign in or, by a form of the account page, to connect the account there. For
 * that the user needs a recent sign-in. Throws `not_found` if the provider is not offered.
 */
export const beginOAuth =
  (provider: OAuthId): NextApiHandler =>
  async (req, res) => {
    if (!isOfferedProvider(provider)) throw new AppError('not_found');
    const isConnecting = req.body.connect !== undefined;
    const page = isConnecting ? ACCOUNT_PATH : '/signin';
    try {
      const session = isConnecting ? await peekSession(req) : null;
      if (isConnecting && !session) return void res.redirect(303, ACCOUNT_PATH);
      if (session && !isRecent(session)) return void res.redirect(303, TO_CONFIRM); // guard: recent-to-connect

      await consume('provider_sign_ins_per_client', clientNetwork(req)); // guard: limit-providers
      // It refuses a form without its CSRF token, and asks Google where its page is.
      const answer = await untilDue(() => askToSignIn(req));
      if (answer.error) return refuseForm(req, res, answer.error, page);
      if (session) await rememberWish(res, { sid: session.sid, provider });
      else forgetWish(res); // guard: newest-wish
      sendAnswer(res, answer);
    } catch (failure) {
      failForm(req, res, { failure, error: 'provider_failed', page });
    }
  };
