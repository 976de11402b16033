import { decode } from 'next-auth/jwt';

import { env } from '@/utils/base/env.server';
import { endSessions } from '@/utils/sessions/session-register.server';

/** Ends the session of a browser's cookie. Does nothing if the cookie is no token of ours. */
export async function endSessionOf(
  token: string | undefined,
  event: 'sign_out' | 'session_replaced',
): Promise<void> {
  const session = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  if (!session?.sid || !session.sub) return;
  await endSessions(event, session.sub, { sessionToken: session.sid });
}
