import type { EventCallbacks } from 'next-auth';

import { isOAuthId } from '@/utils/base/oauth-names';
import { sendConnectionMail } from '@/utils/change-mails/report-connection.server';

/**
 * NextAuth's `events.linkAccount`, which tells of an account that a first sign-in has opened. Its address is mailed,
 * because a provider may have verified it long ago, for another owner.
 */
export const tellOfAccount: EventCallbacks['linkAccount'] = async ({ user, account }) => {
  const { id, email } = user;
  if (email && isOAuthId(account.provider))
    await sendConnectionMail('account_opened', { id, email }, account.provider);
};
