import type { ComponentProps, ReactElement } from 'react';

import NotFound from '@/pages/404';
import ServerError from '@/pages/500';
import AccountDeleted from '@/pages/account-deleted';
import CheckEmail from '@/pages/check-email';
import Account from '@/pages/index';
import SignIn from '@/pages/signin';
import Confirm from '@/pages/signin/confirm';
import NotMe from '@/pages/signin/not-me';
import { ChangeMail } from '@/utils/change-mails/change-mail';
import { ConfirmDialog } from '@/utils/ui/confirm-dialog';
import { OutOfService } from '@/utils/ui/out-of-service';
import { Page } from '@/utils/ui/page';
import { PasskeyItem } from '@/utils/account/passkey-item';
import { SignInMail } from '@/utils/links/sign-in-mail';
import type { Passkey } from '@/utils/account/passkeys.server';
import { type MessageCode, messages } from '@/utils/base/messages';
import type { Connection } from '@/utils/oauth/connections.server';
import type { SessionView } from '@/utils/sessions/list-sessions.server';

import type { Known } from './hooks';

export interface State {
  page: ReactElement;
  known?: Partial<Known>;
  /** True where it is looked at with JavaScript switched off. */
  withoutScript?: true;
  /** True where a minute has gone by. */
  isLater?: true;
  /** True for a mail, which is a document of its own. */
  isMail?: true;
}

const address = 'ada.lovelace@example.com';
const authsignal = { tenantId: 'tenant', baseUrl: 'https://authsignal.example/v1' };

const signIn = (props: Partial<ComponentProps<typeof SignIn>> = {}) => (
  <SignIn
    csrfToken=""
    callbackUrl="/"
    error={null}
    address={null}
    confirms={null}
    authsignal={authsignal}
    {...props}
  />
);

const checkEmail = (props: Partial<ComponentProps<typeof CheckEmail>> = {}) => (
  <CheckEmail
    address={address}
    minutes={10}
    isSentAgain={false}
    oldSession={null}
    nextUrl="/"
    csrfToken=""
    {...props}
  />
);

const confirm = (submitsItself: boolean, email = address) => (
  <Confirm
    link={{ token: '', email }}
    csrfToken=""
    submitsItself={submitsItself}
    otherUser={null}
  />
);

const NOTHING = { create: false, remove: null, deletion: false };

const account = (props: Partial<ComponentProps<typeof Account>> = {}) => (
  <Account
    userId=""
    email={address}
    method="passkey"
    connections={[]}
    resume={NOTHING}
    csrfToken=""
    sessions={[]}
    error={null}
    authsignal={authsignal}
    {...props}
  />
);

const passkey = (name: string, more: Partial<Passkey> = {}): Passkey => ({
  id: name,
  credentialId: name,
  name,
  provider: name,
  icon: null,
  madeWith: null,
  createdAt: '2026-11-20T09:00:00.000Z',
  lastUsedAt: null,
  synced: true,
  openedThisSession: false,
  ...more,
});

const naming = (
  <Page title="Your account">
    <section>
      <h2>Passkeys</h2>
      <ul className="passkeys">
        <PasskeyItem
          passkey={passkey('iCloud Keychain')}
          naming="proposed"
          onRename={() => {}}
          onNamed={() => {}}
          onGone={() => {}}
          onRemove={() => {}}
        />
      </ul>
    </section>
  </Page>
);

/** The dialog before an account is deleted, once a press has come to nothing. */
const notDeleted = (error: MessageCode) => (
  <Page title="Your account">
    <ConfirmDialog
      title="Delete your account?"
      confirmLabel="Delete for good"
      busyLabel="Deleting…"
      isBusy={false}
      error={error}
      resumeAt="/"
      onConfirm={() => {}}
      onCancel={() => {}}
    >
      <p>This deletes the account and its passkeys.</p>
    </ConfirmDialog>
  </Page>
);

const one: Known['passkeys'] = { status: 'loaded', items: [passkey('iCloud Keychain')] };
const many: Known['passkeys'] = {
  status: 'loaded',
  items: [
    passkey('iCloud Keychain', {
      lastUsedAt: '2026-11-20T18:00:00.000Z',
      openedThisSession: true,
      icon: { light: 'icon.svg', dark: 'icon.svg' },
    }),
    passkey('Work laptop', { provider: null, madeWith: 'Chrome on Windows' }),
    passkey('Google Password Manager', { createdAt: '2026-10-02T09:00:00.000Z' }),
    passkey('Security key', { provider: null, synced: false }),
    passkey('Chrome on Windows', { provider: null, synced: null }),
    passkey(`A_name_without_a_space_${'that_goes_on_'.repeat(6)}`),
  ],
};

const session: SessionView = {
  id: 'here',
  current: true,
  method: 'passkey',
  createdAt: '2026-11-20T09:00:00.000Z',
  lastSeenAt: '2026-11-20T18:00:00.000Z',
  browser: 'Chrome on macOS',
};
const places: Known['sessions'] = {
  status: 'loaded',
  items: [
    session,
    { ...session, id: 'phone', current: false, browser: 'Safari on iPhone', method: 'email' },
    { ...session, id: 'none', current: false, browser: 'Unknown browser', method: 'google' },
  ],
};

const connections: Connection[] = [
  { id: 'github', isConnected: true },
  { id: 'google', isConnected: false },
];

const failed = <Code extends MessageCode>(code: Code) => ({ status: 'failed', code }) as const;

/** Every state of every page, by the name of its file. A new one is a new line here. */
export const states: Record<string, State> = {
  'sign-in': { page: signIn() },
  'sign-in-providers': { page: signIn({ providers: ['github', 'google'] }) },
  'sign-in-address-taken': {
    page: signIn({ providers: ['github'], error: messages.address_taken }),
  },
  'sign-in-sending': { page: signIn({ address }), known: { isSending: true } },
  'sign-in-invalid-address': { page: signIn({ error: messages.invalid_email }) },
  'sign-in-form-expired': { page: signIn({ error: messages.form_expired }) },
  'sign-in-limited': { page: signIn({ error: messages.too_many_requests }) },
  'sign-in-mail-server-out': { page: signIn({ error: messages.mail_not_sent }) },
  'sign-in-link-expired-or-used': {
    page: signIn({ error: messages.link_not_valid, address }),
  },
  'sign-in-link-not-opened': { page: signIn({ error: messages.link_not_opened, address }) },
  'sign-in-link-dead-elsewhere': { page: signIn({ error: messages.link_not_valid }) },
  'sign-in-address-to-correct': { page: signIn({ address: 'ada.lovelace@exmaple.com' }) },
  'sign-in-passkey-waiting': { page: signIn(), known: { signIn: { status: 'waiting' } } },
  'sign-in-passkey-verifying': { page: signIn(), known: { signIn: { status: 'verifying' } } },
  'sign-in-passkey-unknown': {
    page: signIn(),
    known: { signIn: failed('passkey_not_accepted') },
  },
  'sign-in-passkey-removed': { page: signIn(), known: { signIn: failed('passkey_removed') } },
  'sign-in-authsignal-out': { page: signIn(), known: { signIn: failed('passkeys_unavailable') } },
  'sign-in-no-passkeys-here': { page: signIn(), known: { supportsPasskeys: false } },
  'sign-in-no-javascript': { page: signIn(), withoutScript: true },
  'sign-in-confirm-who-it-is': { page: signIn({ address, confirms: 'ada' }) },
  'sign-in-confirm-as-somebody-else': {
    page: signIn({ address, confirms: 'ada' }),
    known: { signIn: failed('passkey_of_another') },
  },

  'check-email': { page: checkEmail() },
  'check-email-sent-again': { page: checkEmail({ isSentAgain: true }) },
  'check-email-later': { page: checkEmail(), isLater: true },
  'check-email-sending': { page: checkEmail(), known: { isSending: true }, isLater: true },
  'check-email-no-javascript': { page: checkEmail(), withoutScript: true },
  'check-email-long-address': {
    page: checkEmail({ address: `${'long.'.repeat(12)}name@${'sub.'.repeat(20)}example.com` }),
  },

  'confirm-this-browser': { page: confirm(true) },
  'confirm-another-browser': { page: confirm(false) },
  'confirm-no-javascript': { page: confirm(true), withoutScript: true },

  'account-loading': { page: account(), known: { passkeys: { status: 'loading', items: [] } } },
  'account-no-passkey': { page: account() },
  'account-one-passkey': { page: account(), known: { passkeys: one } },
  'account-many-passkeys': { page: account(), known: { passkeys: many } },
  'account-list-unavailable': {
    page: account(),
    known: { passkeys: { status: 'failed', items: [] } },
  },
  'account-creating': { page: account(), known: { create: { status: 'waiting', place: 'here' } } },
  'account-creating-elsewhere': {
    page: account(),
    known: { create: { status: 'waiting', place: 'elsewhere' } },
  },
  'account-created': {
    page: account(),
    known: { passkeys: one, create: { status: 'created', place: 'here', wasThere: false } },
  },
  'account-already-there': {
    page: account(),
    known: { passkeys: one, create: { status: 'created', place: 'here', wasThere: true } },
  },
  'account-not-confirmed': {
    page: account(),
    known: { passkeys: one, create: failed('passkey_not_confirmed') },
  },
  'account-authsignal-out': {
    page: account(),
    known: { create: failed('passkeys_unavailable') },
  },
  'account-blocked': { page: account(), known: { create: failed('passkey_blocked') } },
  'account-limited': { page: account(), known: { create: failed('too_many_requests') } },
  'account-offline': { page: account(), known: { create: failed('offline') } },
  'account-reauthentication': {
    page: account(),
    known: { passkeys: one, create: failed('reauthentication_required') },
  },
  'account-confirmed': {
    page: account({ resume: { ...NOTHING, create: true } }),
    known: { passkeys: one },
  },
  'account-invitation': {
    page: account({ method: 'email' }),
    known: { isPrompting: true },
  },
  'account-invitation-after-github': {
    page: account({ method: 'github' }),
    known: { isPrompting: true },
  },
  'account-invitation-after-another-device': {
    page: account({ method: 'passkey' }),
    known: { passkeys: one, isPrompting: true },
  },
  'account-connections': { page: account({ connections }), known: { sessions: places } },
  'account-other-address': {
    page: account({ connections, error: messages.other_address }),
  },
  'account-removing': {
    page: account({ resume: { ...NOTHING, remove: { id: 'iCloud Keychain', signOut: false } } }),
    known: { passkeys: many },
  },
  'account-removing-the-last': {
    page: account({ resume: { ...NOTHING, remove: { id: 'iCloud Keychain', signOut: true } } }),
    known: { passkeys: one },
  },
  'account-naming': { page: naming },
  'account-device-keeps-none': { page: account(), known: { canKeepPasskeys: false } },
  'account-no-passkeys-here': {
    page: account(),
    known: { passkeys: one, supportsPasskeys: false },
  },
  'account-signed-in-elsewhere': { page: account(), known: { passkeys: one, sessions: places } },
  'account-sessions-unavailable': {
    page: account(),
    known: { sessions: { status: 'failed', items: [] } },
  },
  'account-link-not-used': { page: account({ error: messages.link_not_used }) },
  'account-not-signed-out': { page: account({ error: messages.not_signed_out }) },
  'account-deleting': { page: account({ resume: { ...NOTHING, deletion: true } }) },
  'account-confirming': { page: account(), known: { passkeys: one, isConfirming: true } },
  'account-deletion-not-confirmed': { page: notDeleted('not_confirmed') },
  'account-deletion-old-sign-in': { page: notDeleted('reauthentication_required') },
  'account-deletion-blocked': { page: notDeleted('action_blocked') },
  'account-deletion-in-review': { page: notDeleted('action_in_review') },
  'account-deleted': { page: <AccountDeleted /> },
  'account-no-javascript': {
    page: account(),
    known: { passkeys: { status: 'loading', items: [] } },
    withoutScript: true,
  },

  'not-found': { page: <NotFound /> },
  'out-of-service': { page: <OutOfService /> },
  'server-error': { page: <ServerError /> },

  'mail-sign-in': {
    page: (
      <SignInMail
        link="https://app.example.com/signin/confirm"
        host="app.example.com"
        minutes={10}
        requester={{
          at: new Date('2026-11-20T18:00:00Z'),
          browser: 'Chrome on macOS',
          address: '203.0.113.7',
        }}
      />
    ),
    isMail: true,
  },
  'not-me': {
    page: (
      <NotMe
        state="open"
        token=""
        browser="Chrome on Windows"
        signedIn="November 20, 2026 at 18:00 UTC"
      />
    ),
  },
  'not-me-ended': { page: <NotMe state="ended" /> },
  'not-me-too-old': { page: <NotMe state="too_old" /> },
  'mail-new-browser': {
    page: (
      <ChangeMail
        title="Your account was used in a new browser"
        facts={[
          ['With', 'a passkey'],
          ['When', 'November 20, 2026 at 18:00 UTC'],
          ['From', 'Chrome on Windows, 203.0.113.7'],
        ]}
        advice={['If this was you, there is nothing to do.']}
        link={{ url: 'https://app.example.com/', label: 'This was not me' }}
      />
    ),
    isMail: true,
  },
  'mail-account-opened': {
    page: (
      <ChangeMail
        title="An account was opened with your address"
        facts={[
          ['With', 'GitHub'],
          ['When', 'November 20, 2026 at 18:00 UTC'],
          ['From', 'Chrome on macOS, 203.0.113.7'],
        ]}
        advice={['If this was you, there is nothing to do.']}
        link={{ url: 'https://app.example.com/', label: 'Open app.example.com' }}
      />
    ),
    isMail: true,
  },
  'mail-passkey-added': {
    page: (
      <ChangeMail
        title="A passkey was added to your account"
        facts={[
          ['Passkey', 'iCloud Keychain'],
          ['When', 'November 20, 2026 at 18:00 UTC'],
          ['From', 'Chrome on macOS, 203.0.113.7'],
        ]}
        advice={['If this was you, there is nothing to do.']}
        link={{ url: 'https://app.example.com/', label: 'Open app.example.com' }}
      />
    ),
    isMail: true,
  },
};
