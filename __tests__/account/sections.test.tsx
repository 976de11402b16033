/** @jest-environment jsdom */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';

import { DeleteAccountSection } from '@/utils/account/delete-account-section';
import { SessionSection } from '@/utils/account/session-section';
import { messages } from '@/utils/base/messages';
import { useList } from '@/utils/account/use-list';
import type { SessionView } from '@/utils/sessions/list-sessions.server';

import { heard } from '../support/page/heard';

const signalAccount = jest.fn();
jest.mock('@/utils/passkey-list/signal-passkeys.browser', () => ({
  signalAccount: (account: object) => signalAccount(account),
}));

const session: SessionView = {
  id: 'here',
  current: true,
  method: 'email',
  createdAt: '2026-11-20T09:00:00.000Z',
  lastSeenAt: '2026-11-20T09:05:00.000Z',
  browser: 'Chrome on macOS',
};
const phone: SessionView = { ...session, id: 'phone', current: false, browser: 'Safari on iPhone' };
const places = [session, phone];

/** What our own routes answer, by method and path: a body for 200, or a code of the catalogue. */
let answers: Record<string, object | string>;
let asked: string[];

beforeEach(() => {
  jest.clearAllMocks();
  asked = [];
  answers = {
    'GET /api/sessions': { sessions: [session, phone] },
    'GET /api/passkeys': { passkeys: [{ credentialId: 'one' }, { credentialId: null }] },
  };
  window.fetch = async (path, { method = 'GET' } = {}) => {
    const request = `${method} ${String(path)}`;
    asked.push(request);
    const answer = answers[request];
    if (typeof answer === 'object') return { ok: true, json: async () => answer } as Response;
    if (!answer) return { ok: true, status: 204, json: () => Promise.reject() } as Response;
    return { ok: false, json: async () => ({ error: answer }) } as Response;
  };
  // jsdom has no modal dialogs, and goes nowhere.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = () => {};
});
afterEach(cleanup);

const press = (name: string) => act(async () => screen.getByRole('button', { name }).click());

function Sessions() {
  return <SessionSection {...useList<SessionView>('sessions', { first: places })} />;
}
const openSessions = () => act(async () => void render(<Sessions />));
const openDeletion = () =>
  act(async () => void render(<DeleteAccountSection email="ada@example.com" isResumed />));
const type = (value: string) =>
  fireEvent.change(screen.getByRole('textbox'), { target: { value } });

/** What the page says went well. */
const said = () =>
  screen
    .getAllByRole('status')
    .map(({ textContent }) => textContent)
    .join('');

test('each place is named, and every one but this has a button to sign out there', async () => {
  await openSessions();
  const [here, there] = screen.getAllByRole('listitem');
  expect(here?.textContent).toContain('Chrome on macOS');
  expect(here?.textContent).toContain('This browser');
  expect(here?.querySelector('button')).toBeNull();
  expect(there?.textContent).toContain('Signed in by mail');

  answers['GET /api/sessions'] = { sessions: [session] };
  await press('Sign out Safari on iPhone');
  expect(asked).toContain('DELETE /api/sessions/phone');
  expect(said()).toBe(messages.signed_out_there);
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  expect(document.activeElement?.textContent).toBe('Where you are signed in');
});

test('who signs out everywhere else reads how it went', async () => {
  await openSessions();
  answers['DELETE /api/sessions'] = 'service_unavailable';
  await press('Sign out everywhere else');
  expect(screen.getByRole('alert').textContent).toBe(messages.service_unavailable);

  delete answers['DELETE /api/sessions'];
  await press('Sign out everywhere else');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(said()).toBe(messages.signed_out_elsewhere);
});

test('who may not end a newer session yet is led to confirm that it is them', async () => {
  await openSessions();
  expect(screen.queryByRole('link')).toBeNull();
  answers['DELETE /api/sessions/phone'] = 'reauthentication_required';
  await press('Sign out Safari on iPhone');
  expect(screen.getByRole('alert').textContent).toBe(messages.reauthentication_required);
  expect(screen.getByRole('link').getAttribute('href')).toBe('/signin?confirm&callbackUrl=%2F');
});

test('a sign-in that has ended meanwhile is as good as signed out', async () => {
  await openSessions();
  answers['DELETE /api/sessions/phone'] = 'not_found';
  await press('Sign out Safari on iPhone');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('places that cannot be shown are said to be, and asked for again', async () => {
  await openSessions();
  expect(asked).toEqual([]);
  answers['GET /api/sessions'] = 'service_unavailable';
  await press('Sign out Safari on iPhone');
  expect(screen.getByRole('alert').textContent).toContain('cannot be shown');
  const texts = heard();
  act(() => screen.getByRole('button').focus());
  await press('Try again');
  expect(texts).not.toEqual([]);

  answers['GET /api/sessions'] = { sessions: [session] };
  await press('Try again');
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
  expect(document.activeElement?.textContent).toBe('Where you are signed in');
});

test.each(['', 'delet', 'yes'])('with "%s" typed nothing is deleted', async (typed) => {
  await openDeletion();
  type(typed);
  await press('Delete for good');
  expect(screen.getByRole('alert').textContent).toBe(messages.word_not_typed);
  expect(asked).toEqual([]);

  type('delete');
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['DELETE /api/account', 'account_not_deleted'],
  ['GET /api/passkeys', 'passkeys_unavailable'],
])('a deletion that fails at %s is said to, and the browser forgets nothing', async (at, code) => {
  answers[at] = code;
  await openDeletion();
  type('delete');
  await press('Delete for good');
  expect(screen.getByRole('alert').textContent).toBe(messages.account_not_deleted);
  expect(signalAccount).not.toHaveBeenCalled();
  expect(screen.getByRole('button', { name: 'Delete for good' })).toBeTruthy();
});

test('with the account, the browser forgets its passkeys', async () => {
  // jsdom says that it cannot go to another page.
  jest.spyOn(console, 'error').mockImplementation(() => {});
  await openDeletion();
  type(' Delete ');
  await press('Delete for good');
  expect(asked).toEqual(['GET /api/passkeys', 'DELETE /api/account']);
  expect(signalAccount).toHaveBeenCalledWith({
    accepted: [],
    own: ['one'],
    name: 'ada@example.com',
  });
});
