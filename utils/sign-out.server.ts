import type { NextApiRequest, NextApiResponse } from 'next';

import { ACCOUNT_PATH } from '@/utils/account-path';
import { sessionCookie } from '@/utils/cookies.server';
import { carriesCsrfToken } from '@/utils/csrf.server';
import { AppError } from '@/utils/errors';
import { forgetAddresses } from '@/utils/link-request.server';
import { log, nameOf } from '@/utils/log.server';
import { refuseForm } from '@/utils/refuse-form.server';
import { runNextAuth } from '@/utils/run-nextauth.server';
import { endSessionOf } from '@/utils/session-token.server';

/**
 * Signs out. The session ends in the register before NextAuth takes its cookie away: where that fails, the
 * person still is signed in, with a copied cookie as with their own, and has to be told. Throws
 * `service_unavailable` where a program asks.
 */
export async function signOut(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  // NextAuth would keep the cookie, and say nothing.
  if (!carriesCsrfToken(req)) {
    return refuseForm(req, res, {
      error: undefined,
      otherwise: 'form_expired',
      page: ACCOUNT_PATH,
    });
  }
  try {
    await endSessionOf(req.cookies[sessionCookie()], 'sign_out');
  } catch (failure) {
    log.error({ event: 'sign_out_failed', error: nameOf(failure) });
    const error = new AppError('service_unavailable');
    return refuseForm(req, res, { error, otherwise: 'not_signed_out', page: ACCOUNT_PATH });
  }
  forgetAddresses(res);
  await runNextAuth(req, res);
}
