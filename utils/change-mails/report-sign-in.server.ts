import { currentRequest, currentResponse, inBackground } from '@/utils/base/current-request.server';
import { changeMail } from '@/utils/change-mails/change-mail.server';
import { changeName, placeOf } from '@/utils/change-mails/change-origin.server';
import { isKnownBrowser, rememberBrowser } from '@/utils/change-mails/known-browser.server';
import { notMeUrl } from '@/utils/change-mails/not-me.server';
import { orLog, sendFromOutbox, storeMail } from '@/utils/change-mails/outbox.server';

interface SignIn {
  user: { id: string; email: string; sid: string };
  /** In words, such as "a passkey". */
  by: string;
  /** Whether it has created the account. */
  isNew: boolean;
}

/** Mails the user once if this browser is new to the account, but not at the account's first sign-in. Never throws. */
export const reportSignIn = ({ user, by, isNew }: SignIn): Promise<void> =>
  orLog('new_browser', async () => {
    const [req, res] = [currentRequest(), currentResponse()];
    if (!req || !res) return;
    // guard: new-browser
    if (!isNew && !isKnownBrowser(req, user.id)) {
      const change = changeName('new_browser', user.id, user.sid);
      const mail = changeMail(user.email, {
        kind: 'new_browser',
        at: new Date().toISOString(),
        origin: placeOf(req),
        by,
        notMe: await notMeUrl(user.id, user.sid),
      });
      await storeMail(change, mail);
      inBackground(() => sendFromOutbox(change));
    }
    // Last: if the mail could not be stored, the next sign-in is news again.
    rememberBrowser(req, res, user.id);
  });
