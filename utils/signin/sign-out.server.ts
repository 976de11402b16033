import type { NextApiRequest, NextApiResponse } from 'next';

import { ACCOUNT_PATH } from '@/utils/site';
import { sendAnswer } from '@/utils/http/ask-nextauth.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';
import { sessionCookie } from '@/utils/http/cookies.server';
import { carriesCsrfToken } from '@/utils/signin/csrf.server';
import { AppError } from '@/utils/base/errors';
import { forgetAddresses } from '@/utils/links/remembered-address.server';
import { log, nameOf } from '@/utils/base/log.server';
import { refuseForm } from '@/utils/signin/refuse-form.server';
import { endSessionOf } from '@/utils/sessions/session-register.server';

/**
 * Signs out. The session ends in the register before NextAuth takes its cookie away: where that fails, the
 * person still is signed in, with a copied cookie as with their own, and has to be told. Throws
 * `service_unavailable` where a program asks.
 */
export async function signOut(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  // NextAuth would keep the cookie, and say nothing.
  // guard: sign-out-form
  if (!(await carriesCsrfToken(req))) {
    return refuseForm(req, res, {
      error: undefined,
      otherwise: 'form_expired',
      page: ACCOUNT_PATH,
    });
  }
  try {
    await endSessionOf(req.cookies[sessionCookie()], 'sign_out'); // guard: sign-out-ends
  } catch (failure) {
    log.error({ event: 'sign_out_failed', error: nameOf(failure) });
    const error = new AppError('service_unavailable');
    return refuseForm(req, res, { error, otherwise: 'not_signed_out', page: ACCOUNT_PATH });
  }
  forgetAddresses(res);
  sendAnswer(res, await askToSignIn(req));
}
