import type { Account, CallbacksOptions } from 'next-auth';

import { currentRequest } from '@/utils/base/current-request.server';
import { log } from '@/utils/base/log.server';
import { tryOrRetry } from '@/utils/data/retry-in-background.server';
import { liveSession } from '@/utils/sessions/session.server';
import { openAccountSession } from '@/utils/sessions/open-account-session.server';
import { endSessionOf } from '@/utils/sessions/session-register.server';
import { claimsSchema } from '@/utils/sessions/session-token.server';

/** NextAuth passes `account` at a sign-in only. The `session` that a client may send is ignored. */
export const jwtCallback: CallbacksOptions['jwt'] = async ({ token, user, account }) => {
  if (!account) return token;

  const isOAuth = account.type === 'oauth';
  // For `events.signIn`, too. A provider of credentials opens the session itself, as spendOnSession does.
  if (isOAuth) user.sid = await openAccountSession(account, user.id);
  // Throws if there is no session.
  const claims = claimsSchema.parse({
    sub: user.id,
    email: user.email ?? token.email,
    sid: user.sid,
    method: isOAuth ? account.provider : credentialMethod(account),
    authenticatedAt: Math.floor(Date.now() / 1000),
    seenAt: Date.now(),
  });
  // A browser has one session: the one before ends.
  const req = currentRequest();
  if (req) await tryOrRetry(() => endSessionOf(req, 'session_replaced'));
  log.info({ event: 'sign_in_succeeded', method: claims.method, userId: claims.sub });
  return claims;
};

const credentialMethod = ({ provider }: Account) => (provider === 'link' ? 'email' : 'passkey');

/** So that `getServerSession` of NextAuth shows no ended session. The app itself uses session.server.ts. */
export const sessionCallback: CallbacksOptions['session'] = async ({ session, token }) => {
  const claims = claimsSchema.safeParse(token).data;
  const live = claims && (await liveSession(claims).catch(() => null));
  return live ?? { expires: session.expires };
};
