import type { Session } from 'next-auth';

import { log } from '@/utils/base/log.server';
import { offeredProviders } from '@/utils/base/oauth-clients.server';
import type { OAuthId } from '@/utils/base/oauth-names';
import { sendConnectionMail } from '@/utils/change-mails/report-connection.server';
import { db } from '@/utils/data/db.server';
import { endSessions } from '@/utils/sessions/session-register.server';

/** A provider as the account page shows it. */
export interface Connection {
  id: OAuthId;
  isConnected: boolean;
}

/** The offered providers, each with whether the user has connected an account there. */
export async function listConnections({ user }: Session): Promise<Connection[]> {
  const offered = offeredProviders();
  if (offered.length === 0) return [];
  const where = { userId: user.id, provider: { in: offered } };
  const accounts = await db().account.findMany({ where, select: { provider: true } });
  const connected = accounts.map(({ provider }) => provider);
  return offered.map((id) => ({ id, isConnected: connected.includes(id) }));
}

/**
 * Disconnects the user's account at the provider, and ends the other sessions that it has opened. The mailed
 * link remains. It is idempotent: asked again after an error, it finishes. Resolves to whether there was one.
 */
export async function disconnect({ user, sid }: Session, provider: OAuthId): Promise<boolean> {
  const where = { userId: user.id, provider };
  const { count } = await db().account.deleteMany({ where });
  // After it: a sign-in under way either finds no connection any more, or has opened its session by now.
  await endSessions('sessions_ended', user.id, { sessionToken: { not: sid }, method: provider });
  if (count === 0) return false;
  log.info({ event: 'account_disconnected', method: provider, userId: user.id });
  await sendConnectionMail('provider_disconnected', user, provider);
  return true;
}
