import type { NextApiHandler, NextApiRequest } from 'next';

import { answerWithin, untilDue } from '@/utils/base/current-request.server';
import { clientNetwork } from '@/utils/base/client-address.server';
import { log } from '@/utils/base/log.server';
import type { OAuthId } from '@/utils/base/oauth-names';
import { dropCookie, type Question, sendAnswer } from '@/utils/http/ask-nextauth.server';
import { callbackUrlCookie, sessionCookie } from '@/utils/http/cookies.server';
import { limitFailures } from '@/utils/limits/limit-failures.server';
import { forgetWish, recallWish } from '@/utils/oauth/connection-wish.server';
import { OAUTH_DEADLINE_MS } from '@/utils/oauth/providers.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';
import { failForm } from '@/utils/signin/refuse-form.server';
import { ACCOUNT_PATH } from '@/utils/site';

/**
 * Signs in, or connects an account, with what a provider says of a user who comes back from it. NextAuth compares
 * state and PKCE verifier with this browser's cookies, so that nobody is led in by a stranger's URL.
 */
export const finishOAuth =
  (provider: OAuthId): NextApiHandler =>
  async (req, res) => {
    answerWithin(OAUTH_DEADLINE_MS);
    const wish = await recallWish(req);
    const page = wish ? ACCOUNT_PATH : '/signin';
    const client = clientNetwork(req);
    const ask = () => untilDue(() => askToSignIn(questionOf(req)));
    forgetWish(res);
    try {
      // Any site can lead a browser here with an error, and then NextAuth asks the provider nothing.
      const isCancelled = req.query.error !== undefined;
      const answer = isCancelled
        ? await ask()
        : await limitFailures('bad_callbacks_per_client', client, ask, isBadCallback);
      dropCookie(answer, callbackUrlCookie());
      const { error: reason } = answer;
      if (reason) {
        const event = wish ? 'connection_refused' : 'sign_in_refused';
        log.warn({ event, method: provider, reason });
        answer.headers.Location = `${page}?error=${reason}`;
      }
      sendAnswer(res, answer);
    } catch (failure) {
      failForm(req, res, { failure, error: 'provider_failed', page });
    }
  };

const isBadCallback = ({ error }: { error?: string }) => error === 'provider_failed';

/**
 * Without the session, because NextAuth would connect any account to it, unasked, even if the register says that
 * it has ended; and without a destination, which was chosen by a form of ours before.
 */
function questionOf({ query, cookies, headers, method }: NextApiRequest): Question {
  const question = { query: { ...query }, cookies: { ...cookies }, headers, method };
  const sessionPieces = Object.keys(cookies).filter((name) => name.startsWith(sessionCookie()));
  for (const name of sessionPieces) delete question.cookies[name]; // guard: unasked-connection
  delete question.query.callbackUrl; // guard: chosen-destination
  return question;
}
