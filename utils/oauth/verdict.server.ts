import type { CallbacksOptions } from 'next-auth';

import { currentRequest } from '@/utils/base/current-request.server';
import { connectAccount } from '@/utils/oauth/connect-account.server';
import { recallWish } from '@/utils/oauth/connection-wish.server';
import { ACCOUNT_PATH } from '@/utils/site';
import { peekSession } from '@/utils/sessions/session.server';

/**
 * NextAuth's `callbacks.signIn`, which it asks before it makes an account or opens a session. `user` is the owner
 * of a connected account, else what the provider says, with an address only if that is verified. If the session
 * has asked to connect the account, it does so, and no other session is opened. Throws codes of the catalogue.
 */
export const oauthVerdict: CallbacksOptions['signIn'] = async ({ user, account }) => {
  if (account?.type !== 'oauth') return true;
  const req = currentRequest();
  const wish = req && (await recallWish(req));
  if (!wish) {
    if (!user.email) throw new Error('address_not_verified'); // guard: verified-address
    return true;
  }

  const session = await peekSession(req);
  if (session?.sid !== wish.sid || account.provider !== wish.provider) {
    throw new Error('provider_failed'); // guard: own-wish
  }
  await connectAccount(session, account, { provider: wish.provider, address: user.email });
  return ACCOUNT_PATH;
};
