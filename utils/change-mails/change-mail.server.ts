import { createElement } from 'react';

import { env } from '@/utils/base/env.server';
import { ChangeMail, changeMailText } from '@/utils/change-mails/change-mail';
import { mailHtml } from '@/utils/mail/mail-html.server';
import { mailTime } from '@/utils/mail/mail-time';
import { type Mail, siteHost } from '@/utils/mail/send-mail.server';
import { ACCOUNT_PATH } from '@/utils/site';

const IF_YOU = 'If this was you, there is nothing to do.';

/** In this order: who still reads the mailbox can sign in again, and a passkey opens new sessions. */
const IF_NOT_YOU =
  'If it was not you, change the password of your mailbox first. Then sign in with an e-mailed link, remove every passkey that is not yours, and press "Sign out everywhere else".';

const DISCONNECT =
  'If it was not you, sign in with an e-mailed link, disconnect what is not yours, remove every passkey that is not yours, and press "Sign out everywhere else".';

const words = {
  passkey_added: {
    title: 'A passkey was added to your account',
    advice: [IF_YOU, IF_NOT_YOU],
  },
  passkey_removed: {
    title: 'A passkey was removed from your account',
    advice: [
      `${IF_YOU} Your password manager may still offer the passkey; it can be deleted there.`,
      `${IF_NOT_YOU} Create a new passkey at the end.`,
    ],
  },
  new_browser: {
    title: 'Your account was used in a new browser',
    advice: [
      IF_YOU,
      'If it was not you, press the button: it ends that session. Then change the password of your mailbox, remove every passkey that is not yours, and press "Sign out everywhere else".',
    ],
  },
  provider_connected: {
    title: 'Another way to sign in was connected to your account',
    advice: [IF_YOU, DISCONNECT],
  },
  provider_disconnected: {
    title: 'A way to sign in was disconnected from your account',
    advice: [IF_YOU, IF_NOT_YOU],
  },
  account_opened: {
    title: 'An account was opened with your address',
    advice: [IF_YOU, DISCONNECT],
  },
  account_deleted: {
    title: 'Your account was deleted',
    advice: [
      'Its passkeys and sessions are gone with it. Your password manager may still offer the passkeys; they can be deleted there.',
      'If it was not you, somebody has had access to your mailbox or to a device of yours: change the password of your mailbox. The account cannot be brought back; who signs in with this address begins a new one.',
    ],
  },
} as const;

export type ChangeKind = keyof typeof words;

interface AccountChange {
  kind: ChangeKind;
  /** ISO 8601. */
  at: string;
  /** From where it was requested, in words, if it was on this site. */
  origin?: string;
  passkey?: string;
  /** By what the user signed in, or what was connected, in words. */
  by?: string;
  /** The address that ends the session. */
  notMe?: string;
}

export function changeMail(to: string, change: AccountChange): Mail {
  const { kind, at, origin, passkey, by, notMe } = change;
  const host = siteHost();
  const { title, advice } = words[kind];
  const facts: [string, string][] = [
    ['When', mailTime(new Date(at))],
    ['From', origin ?? 'outside of this site'],
  ];
  if (passkey) facts.unshift(['Passkey', passkey]);
  if (by) facts.unshift(['With', by]);
  const link = notMe
    ? { url: notMe, label: 'This was not me' }
    : { url: `${env().NEXTAUTH_URL}${ACCOUNT_PATH}`, label: `Open ${host}` };
  const props = { title, facts, advice, link };
  return {
    to,
    subject: `${title} (${host})`,
    text: changeMailText(props),
    html: mailHtml(createElement(ChangeMail, props)),
  };
}
