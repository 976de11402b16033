import { currentRequest, inBackground } from '@/utils/base/current-request.server';
import { type OAuthId, oauthNames } from '@/utils/base/oauth-names';
import { changeMail } from '@/utils/change-mails/change-mail.server';
import { changeName, placeOf } from '@/utils/change-mails/change-origin.server';
import { orLog, sendFromOutbox, storeMail } from '@/utils/change-mails/outbox.server';

type ConnectionChange = 'provider_connected' | 'provider_disconnected' | 'account_opened';

/** Mails the user of what has changed about an OAuth provider, in the background. Never throws. */
export const sendConnectionMail = (
  kind: ConnectionChange,
  user: { id: string; email: string },
  provider: OAuthId,
): Promise<void> =>
  orLog(kind, async () => {
    const req = currentRequest();
    const mail = changeMail(user.email, {
      kind,
      at: new Date().toISOString(),
      origin: req && placeOf(req),
      by: oauthNames[provider],
    });
    const change = changeName(kind, user.id, crypto.randomUUID());
    await storeMail(change, mail);
    inBackground(() => sendFromOutbox(change));
  });
