import type { Account, Session } from 'next-auth';

import { log } from '@/utils/base/log.server';
import type { MessageCode } from '@/utils/base/messages';
import type { OAuthId } from '@/utils/base/oauth-names';
import { sendConnectionMail } from '@/utils/change-mails/report-connection.server';
import { db } from '@/utils/data/db.server';

/** NextAuth makes an error's message the `error` of a URL. */
const refusal = (code: MessageCode) => new Error(code);

/**
 * Connects an account at a provider to that of the session. Both must have verified the same address: the
 * provider (`address`) by its own word, this app by a mailed link. Throws `address_not_verified`,
 * `address_not_proved`, `other_address` or `connected_elsewhere`.
 */
export async function connectAccount(
  { user }: Session,
  { type, providerAccountId }: Account,
  { provider, address }: { provider: OAuthId; address: string | null | undefined },
): Promise<void> {
  const key = { provider, providerAccountId };
  const owner = await db().account.findUnique({ where: { provider_providerAccountId: key } });
  if (owner?.userId === user.id) return;
  if (owner) throw refusal('connected_elsewhere');

  if (!address) throw refusal('address_not_verified');
  // Not the address of the session, which keeps that with which it began.
  const own = await db().user.findUnique({ where: { id: user.id } });
  if (address !== own?.email) throw refusal('other_address'); // guard: same-address
  if (!own?.emailVerified) throw refusal('address_not_proved'); // guard: proved-address

  const data = { ...key, type, userId: user.id };
  const { count } = await db().account.createMany({ data, skipDuplicates: true });
  if (count === 0) throw refusal('connected_elsewhere');
  log.info({ event: 'account_connected', method: provider, userId: user.id });
  await sendConnectionMail('provider_connected', { id: user.id, email: address }, provider);
}
