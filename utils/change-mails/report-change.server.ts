import { changeMail } from '@/utils/change-mails/change-mail.server';
import { getAuthenticators } from '@/utils/passkey-list/users.server';
import { changeName, requesterOf } from '@/utils/change-mails/change-origin.server';
import { db } from '@/utils/data/db.server';
import { log, nameOf } from '@/utils/base/log.server';
import { storeMail, sendFromOutbox } from '@/utils/change-mails/outbox.server';
import { inBackground } from '@/utils/base/current-request.server';

/** A passkey created longer ago is no news. */
const NEWS_MS = 60 * 60_000;

/** A change to somebody's passkeys, by us, in Authsignal's Portal, or by whomever. */
export interface PasskeyChange {
  kind: 'passkey_added' | 'passkey_removed';
  userId: string;
  /** The passkey's id at Authsignal. */
  id: string;
  /** ISO 8601. */
  at: string;
  /** What Authsignal calls the passkey. */
  passkey?: string;
}

/**
 * Mails the passkey's owner, once, whoever learns of the change first: this app or the webhook.
 * Resolves when the mail has left, and at once where there is nobody to be told. Throws where it is
 * not taken down, or could not be sent yet.
 */
export async function reportChange(change: PasskeyChange): Promise<void> {
  const name = await storeChangeMail(change);
  if (name) await sendFromOutbox(name);
}

/**
 * As reportChange, for a change that this app has made itself: it is done, whatever becomes of the
 * mail, and nobody waits for the mail server.
 */
export async function sendChangeMail(change: PasskeyChange): Promise<void> {
  try {
    const name = await storeChangeMail(change);
    if (name) inBackground(() => sendFromOutbox(name));
  } catch (error) {
    logLost(change.kind, error);
  }
}

/** Tells of the passkeys that the person has added just now. A result token does not say which. */
export async function sendMailsForNewPasskeys(userId: string): Promise<void> {
  const authenticators = await getAuthenticators(userId).catch((error) => {
    logLost('passkey_added', error);
    return [];
  });
  const since = Date.now() - NEWS_MS;
  const added = authenticators.filter(
    ({ verificationMethod, createdAt }) =>
      verificationMethod === 'PASSKEY' && Date.parse(createdAt) > since,
  );

  for (const { userAuthenticatorId: id, createdAt: at, webauthnCredential } of added) {
    const passkey = webauthnCredential?.aaguidMapping?.name;
    await sendChangeMail({ kind: 'passkey_added', userId, id, at, passkey });
  }
}

/** Returns the change's name; undefined where there is nobody to be told. */
async function storeChangeMail({ kind, userId, id, at, passkey }: PasskeyChange) {
  const user = await db().user.findUnique({ where: { id: userId } });
  if (!user?.email) return undefined;

  const name = changeName(kind, userId, id);
  // When a passkey is asked for, it has no id yet.
  const asked = kind === 'passkey_added' ? changeName(kind, userId) : name;
  const origin = await requesterOf(asked, new Date(at));
  await storeMail(name, changeMail(user.email, { kind, at, origin, passkey }));
  return name;
}

/** Where Authsignal's webhook is set up, it still tells of the change. */
function logLost(kind: PasskeyChange['kind'], error: unknown) {
  log.error({ event: 'news_lost', kind, error: nameOf(error) });
}
