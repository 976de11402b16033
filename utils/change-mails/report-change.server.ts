import { inBackground } from '@/utils/base/current-request.server';
import { passkeySettings } from '@/utils/base/passkey-settings.server';
import { changeMail } from '@/utils/change-mails/change-mail.server';
import { changeName, requesterOf } from '@/utils/change-mails/change-origin.server';
import { orLog, sendFromOutbox, storeMail } from '@/utils/change-mails/outbox.server';
import { db } from '@/utils/data/db.server';
import { getAuthenticators } from '@/utils/passkey-list/users.server';

/** Older passkeys are not reported. */
const NEW_MS = 60 * 60_000;

export interface PasskeyChange {
  kind: 'passkey_added' | 'passkey_removed';
  userId: string;
  id: string;
  /** ISO 8601. */
  at: string;
  passkey?: string;
}

/** Mails the user once, even if the app and the webhook both report the change. Throws if that fails. */
export async function reportChange(change: PasskeyChange): Promise<void> {
  const name = await storeChangeMail(change);
  if (name) await sendFromOutbox(name);
}

/** As reportChange, but it never throws, and sends in the background. */
export const sendChangeMail = (change: PasskeyChange): Promise<void> =>
  orLog(change.kind, async () => {
    const name = await storeChangeMail(change);
    if (name) inBackground(() => sendFromOutbox(name));
  });

/** Reports all new passkeys, because Authsignal's token does not say which was added. Never throws. */
export const sendMailsForNewPasskeys = (userId: string): Promise<void> =>
  orLog('passkey_added', async () => {
    for (const authenticator of await getAuthenticators(userId, passkeySettings)) {
      const { userAuthenticatorId: id, createdAt: at, webauthnCredential } = authenticator;
      const isNew = Date.parse(at) > Date.now() - NEW_MS;
      const passkey = webauthnCredential?.aaguidMapping?.name;
      if (isNew && authenticator.verificationMethod === 'PASSKEY')
        await sendChangeMail({ kind: 'passkey_added', userId, id, at, passkey });
    }
  });

async function storeChangeMail({ kind, userId, id, at, passkey }: PasskeyChange) {
  const user = await db().user.findUnique({ where: { id: userId } });
  if (!user?.email) return undefined;

  const name = changeName(kind, userId, id);
  // When the user asks for a new passkey, it has no id yet.
  const requested = kind === 'passkey_added' ? changeName(kind, userId) : name;
  const origin = await requesterOf(requested, userId, new Date(at));
  await storeMail(name, changeMail(user.email, { kind, at, origin, passkey }));
  return name;
}
