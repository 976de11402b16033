import type { NextApiRequest, NextApiResponse } from 'next';

import { log, nameOf } from '@/utils/base/log.server';
import { sendAnswer } from '@/utils/http/ask-nextauth.server';
import { forgetAddresses } from '@/utils/links/remembered-address.server';
import { endSessionOf } from '@/utils/sessions/session-register.server';
import { askToSignIn } from '@/utils/signin/ask-to-sign-in.server';
import { hasCsrfToken } from '@/utils/signin/csrf.server';
import { failForm, refuseForm } from '@/utils/signin/refuse-form.server';

/** Throws `service_unavailable` to a script. */
export async function signOut(req: NextApiRequest, res: NextApiResponse): Promise<void> {
  if (!(await hasCsrfToken(req))) return refuseForm(req, res, 'form_expired'); // guard: sign-out-form
  try {
    await endSessionOf(req, 'sign_out'); // guard: sign-out-ends
  } catch (failure) {
    log.error({ event: 'sign_out_failed', error: nameOf(failure) });
    // The user keeps the cookie and is told, because a copy of the cookie still works.
    return failForm(req, res, { failure, error: 'not_signed_out' });
  }
  forgetAddresses(res);
  sendAnswer(res, await askToSignIn(req));
}
