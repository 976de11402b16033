/** @jest-environment jsdom */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';

import Account from '@/pages/index';
import { messages } from '@/utils/base/messages';

import { heard } from '../support/page/heard';
import { furnishPage, TENANT } from '../support/page/furnish-page';

jest.mock('@/utils/sessions/session.server', () => ({}));
jest.mock('@/utils/signin/csrf.server', () => ({}));
jest.mock('@/utils/sessions/list-sessions.server', () => ({}));
jest.mock('@/utils/oauth/connections.server', () => ({}));
jest.mock('@/utils/base/tenant.server', () => ({}));
jest.mock('@authsignal/browser', () => ({ Authsignal: class {} }));

const signUp = jest.fn();
const signalAccount = jest.fn();
const signalRemoved = jest.fn();
jest.mock('@/utils/passkey-list/signal-passkeys.browser', () => ({
  signalAccount: (account: object) => signalAccount(account),
  signalRemoved: (credentialId: string) => signalRemoved(credentialId),
  readNote: () => ({}),
}));
jest.mock('@/utils/passkeys/patched-sdk.browser', () => ({ patchedSdk: () => ({ signUp }) }));

const passkey = {
  id: 'one',
  credentialId: 'credential-one',
  name: 'iCloud Keychain',
  provider: 'iCloud Keychain',
  icon: null,
  madeWith: 'Safari on Mac OS',
  createdAt: '2026-11-20T09:00:00.000Z',
  lastUsedAt: null,
  synced: true,
  openedThisSession: false,
};

/** What our own routes answer, by path; a status, or a body for 200. */
let answers: Record<string, object | number | Promise<object>>;
let asked: string[];

beforeEach(() => {
  furnishPage();
  asked = [];
  answers = {
    '/api/passkeys': { passkeys: [] },
    '/api/sessions': { sessions: [] },
    '/api/auth/enroll-passkey': { token: 'enrolment-token' },
    '/api/auth/callback': { success: true },
  };
  window.fetch = async (path) => {
    asked.push(String(path));
    const answer = (await answers[String(path)]) ?? 404;
    const failed = typeof answer === 'number';
    const body = failed ? { error: 'passkeys_unavailable' } : answer;
    return { ok: !failed, json: async () => body } as Response;
  };
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = () => {};
  const isUserVerifyingPlatformAuthenticatorAvailable = async () => true;
  Object.assign(window, {
    PublicKeyCredential: Object.assign(() => {}, { isUserVerifyingPlatformAuthenticatorAvailable }),
  });
  jest.clearAllMocks();
  signUp.mockReset().mockResolvedValue({ data: { token: 'result-token' } });
});
afterEach(cleanup);

type Options = { error?: string | null; method?: 'email' | 'passkey'; isConfirmed?: boolean };

const open = ({ error = null, method = 'passkey', isConfirmed = false }: Options = {}) =>
  act(async () => {
    render(
      <Account
        userId="ada"
        email="ada@example.com"
        method={method}
        connections={[]}
        resume={{ create: isConfirmed, remove: null, deletion: false }}
        csrfToken="csrf"
        sessions={[]}
        error={error}
        authsignal={TENANT}
      />,
    );
  });
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click());

test('an account without passkeys says what one is good for', async () => {
  await open();
  expect(screen.getByText(/With a passkey you sign in/)).toBeTruthy();
});

test('what brought the person back here is said first', async () => {
  await open({ error: messages.not_signed_out });
  expect(screen.getByRole('alert').textContent).toBe(messages.not_signed_out);
  cleanup();

  await open();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('passkeys are listed with their names', async () => {
  answers['/api/passkeys'] = { passkeys: [passkey] };
  await open();
  expect(screen.getByRole('listitem').textContent).toContain('iCloud KeychainSafari on Mac OS');
});

test('a list that cannot be had is said to be, and asked for again', async () => {
  answers['/api/passkeys'] = 503;
  await open();
  expect(screen.getByRole('alert').textContent).toContain('cannot be shown');

  answers['/api/passkeys'] = { passkeys: [passkey] };
  await press('Try again');
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
});

test('a list that was asked for earlier, and comes later, is not shown', async () => {
  let answer: (list: object) => void = () => {};
  await open();
  answers['/api/passkeys'] = new Promise<object>((resolve) => (answer = resolve));
  await press('Create passkey');
  answers['/api/passkeys'] = { passkeys: [passkey, { ...passkey, id: 'two' }] };
  await press('Create passkey');
  expect(screen.getAllByRole('listitem')).toHaveLength(2);

  await act(async () => answer({ passkeys: [] }));
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
});

/** What the page says went well. */
const said = () =>
  screen
    .getAllByRole('status')
    .map(({ textContent }) => textContent)
    .join('');

test('a passkey counts as added when our server has confirmed it', async () => {
  await open();
  answers['/api/passkeys'] = { passkeys: [passkey] };
  await press('Create passkey');

  expect(signUp).toHaveBeenCalledWith({
    token: 'enrolment-token',
    username: 'ada@example.com',
    displayName: 'ada@example.com',
    authenticatorAttachment: 'platform',
  });
  expect(asked).toContain('/api/auth/callback');
  expect(said()).toBe(messages.passkey_created);
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
});

test('a passkey that our server does not confirm is not said to be added', async () => {
  answers['/api/auth/callback'] = 503;
  await open();
  await press('Create passkey');

  expect(said()).toBe('');
  expect(screen.getByRole('alert').textContent).toBe(messages.passkeys_unavailable);
});

test('a passkey whose answer got lost on the way is listed all the same', async () => {
  await open();
  signUp.mockResolvedValue({ error: 'network_error', errorCode: 'network_error' });
  answers['/api/passkeys'] = { passkeys: [passkey] };
  await press('Create passkey');

  expect(screen.getByRole('alert').textContent).toBe(messages.passkeys_unavailable);
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
});

test('a passkey that was not even asked for leaves the list as it is', async () => {
  answers['/api/passkeys'] = { passkeys: [passkey] };
  await open();
  answers['/api/passkeys'] = answers['/api/auth/enroll-passkey'] = 503;
  await press('Add a passkey');

  expect(screen.getByRole('alert').textContent).toBe(messages.passkeys_unavailable);
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
});

test('an error that the SDK returns is no success', async () => {
  signUp.mockResolvedValue({ error: 'Vendor text', errorCode: 'expired_token' });
  await open();
  await press('Create passkey');

  expect(screen.getByRole('alert').textContent).toBe(messages.try_again);
  expect(asked).not.toContain('/api/auth/callback');
});

test.each([
  ['NotAllowedError', undefined, ''],
  ['InvalidStateError', undefined, messages.passkey_already_here],
  ['SecurityError', messages.try_again, ''],
  ['TypeError', messages.passkeys_unavailable, ''],
])('a ceremony that ends with %s', async (name, alert, status) => {
  const thrown =
    name === 'TypeError' ? new TypeError('x') : Object.assign(new Error('x'), { name });
  signUp.mockRejectedValue(thrown);
  await open();
  await press('Create passkey');

  expect(screen.queryByRole('alert')?.textContent).toBe(alert);
  expect(said()).toBe(status);
  expect(screen.getByRole('button', { name: 'Create passkey' })).toBeTruthy();
});

test('creating a passkey is the first thing on the page while there is none, and a quiet one later', async () => {
  await open();
  const classOf = (name: string) => screen.getByRole('button', { name }).className;
  expect(classOf('Create passkey')).toBe('');
  answers['/api/passkeys'] = { passkeys: [passkey] };
  await press('Create passkey');
  expect(classOf('Add a passkey')).toBe('quiet');
  expect(classOf('Use another device or security key')).toBe('link');
});

test('a browser that cannot create passkeys has no button for it', async () => {
  Object.assign(window, { PublicKeyCredential: undefined });
  await open();
  expect(screen.queryByRole('button', { name: 'Create passkey' })).toBeNull();
  expect(screen.getByText('This browser cannot create passkeys.')).toBeTruthy();
});

test('the browser is told which passkeys work when all of them are known, and not otherwise', async () => {
  answers['/api/passkeys'] = { passkeys: [passkey] };
  await open();
  const ids = ['credential-one'];
  expect(signalAccount.mock.calls).toEqual([
    [{ accepted: ids, own: ids, name: 'ada@example.com' }],
  ]);

  cleanup();
  signalAccount.mockClear();
  answers['/api/passkeys'] = { passkeys: [passkey, { ...passkey, id: 'two', credentialId: null }] };
  await open();
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  expect(signalAccount).not.toHaveBeenCalled();
});

test('a name that cannot be saved is said so, and can be saved later', async () => {
  answers['/api/passkeys'] = { passkeys: [passkey] };
  answers['/api/passkeys/one'] = 503;
  await open();
  await press('Rename iCloud Keychain');
  fireEvent.change(screen.getByLabelText('Name of this passkey'), { target: { value: 'Phone' } });
  await press('Save name');
  expect(screen.getByRole('alert').textContent).toBe(messages.passkeys_unavailable);

  answers['/api/passkeys/one'] = { ...passkey, name: 'Phone' };
  await press('Save name');
  expect(screen.getByRole('listitem').textContent).toContain('Phone');
  expect(screen.queryByLabelText('Name of this passkey')).toBeNull();
});

test('what was wrong with a name is no longer said once it is being mended', async () => {
  answers['/api/passkeys'] = { passkeys: [passkey] };
  await open();
  await press('Rename iCloud Keychain');
  const field = screen.getByLabelText('Name of this passkey');
  act(() => void fireEvent.input(field, { target: { value: ' ' } }));
  await press('Save name');
  expect(screen.getByRole('alert').textContent).toBe(messages.bad_passkey_name);

  act(() => void fireEvent.input(field, { target: { value: ' k' } }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('what is said a second time is heard a second time', async () => {
  answers['/api/passkeys'] = { passkeys: [passkey] };
  answers['/api/passkeys/one'] = { ...passkey, name: 'Phone' };
  await open();
  const texts = heard();
  await press('Rename iCloud Keychain');
  for (const value of ['', '', 'Phone']) {
    fireEvent.change(screen.getByLabelText('Name of this passkey'), { target: { value } });
    await press('Save name');
  }
  await press('Rename Phone');
  await press('Save name');
  const { bad_passkey_name: bad, passkey_named: saved } = messages;
  expect(texts).toEqual([bad, bad, saved, saved]);
});

test('a name on its way cannot be taken back, and leaves the form of another passkey alone', async () => {
  const two = { ...passkey, id: 'two', credentialId: 'credential-two', name: 'Security key' };
  answers['/api/passkeys'] = { passkeys: [passkey, two] };
  let arrive: (answer: object) => void = () => {};
  answers['/api/passkeys/one'] = new Promise<object>((resolve) => (arrive = resolve));
  await open();
  await press('Rename iCloud Keychain');
  await press('Save name');
  expect(screen.getByRole('button', { name: 'Saving…' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Cancel' }).matches(':disabled')).toBe(true);

  await press('Rename Security key');
  const field = screen.getByLabelText('Name of this passkey');
  fireEvent.change(field, { target: { value: 'Blue key' } });
  await act(async () => arrive({ ...passkey, name: 'Phone' }));
  expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('Phone');
  expect(screen.getByLabelText<HTMLInputElement>('Name of this passkey').value).toBe('Blue key');
});

test('a passkey that was removed elsewhere goes when it is to be renamed', async () => {
  answers['/api/passkeys'] = { passkeys: [passkey] };
  await open();
  answers['/api/passkeys'] = { passkeys: [] };
  window.fetch = ((fetch) => async (path, init) => {
    if (path !== '/api/passkeys/one') return fetch(path, init);
    return { ok: false, json: async () => ({ error: 'not_found' }) } as Response;
  })(window.fetch);
  await press('Rename iCloud Keychain');
  await press('Save name');
  expect(said()).toBe(messages.passkey_gone);
  expect(screen.queryByRole('listitem')).toBeNull();
});

test('who puts the invitation off goes on at the heading', async () => {
  await open({ method: 'email' });
  await press('Not now');
  expect(document.activeElement?.textContent).toBe('Passkeys');
});

test.each([
  [true, 'Create passkey'],
  [false, 'Use another device or security key'],
])('who has confirmed, on a device that keeps passkeys: %s, goes on at %s', async (keeps, name) => {
  Object.assign(window.PublicKeyCredential, {
    isUserVerifyingPlatformAuthenticatorAvailable: async () => keeps,
  });
  await open({ isConfirmed: true });
  expect(document.activeElement?.textContent).toBe(name);
});

test('a passkey that cannot be removed is said so, and the browser still offers it', async () => {
  answers['/api/passkeys'] = { passkeys: [passkey] };
  answers['/api/passkeys/one'] = 503;
  await open();
  await press('Remove iCloud Keychain');
  await press('Remove passkey');
  expect(screen.getByRole('alert').textContent).toBe(messages.passkeys_unavailable);
  expect(signalRemoved).not.toHaveBeenCalled();

  answers['/api/passkeys/one'] = {};
  answers['/api/passkeys'] = { passkeys: [] };
  await press('Remove passkey');
  expect(signalRemoved).toHaveBeenCalledWith('credential-one');
  expect(signalAccount).toHaveBeenLastCalledWith({
    accepted: [],
    own: ['credential-one'],
    name: 'ada@example.com',
  });
  expect(said()).toBe(messages.passkey_gone);
});

test('a dialog that the browser closes while it works stays, and says what came of it', async () => {
  let fail: (status: number) => void = () => {};
  answers['/api/passkeys'] = { passkeys: [passkey] };
  answers['/api/passkeys/one'] = new Promise<number>((resolve) => (fail = resolve));
  await open();
  await press('Remove iCloud Keychain');
  const dialog = screen.getByRole<HTMLDialogElement>('dialog');
  const closeByBrowser = () =>
    act(async () => {
      dialog.open = false;
      fireEvent(dialog, new Event('close'));
    });

  await press('Remove passkey');
  await closeByBrowser();
  await act(async () => fail(503));
  expect(within(dialog).getByRole('alert').textContent).toBe(messages.passkeys_unavailable);

  await closeByBrowser();
  expect(screen.queryByRole('dialog')).toBeNull();
});
