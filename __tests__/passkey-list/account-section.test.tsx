/** @jest-environment jsdom */
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { renderToString } from 'react-dom/server';

import type { Passkey } from '@/utils/passkey-list/describe-passkey.server';
import { PasskeySection, type PasskeySectionProps } from '@/utils/passkey-list/passkey-section';
import { passkeyMessages } from '@/utils/passkeys/codes';
import { NOTE_KEY } from '@/utils/passkeys/ceremony-note';

import { furnishPage } from '../support/page/furnish-page';
import { heard } from '../support/page/heard';

const signUp = jest.fn();
jest.mock('@authsignal/browser', () => ({ Authsignal: class {} }));
jest.mock('@/utils/passkeys/patched-sdk.browser', () => ({ patchedSdk: () => ({ signUp }) }));

const passkey = (name: string): Passkey => ({
  id: `id-of-${name}`,
  credentialId: `credential-of-${name}`,
  name,
  provider: 'iCloud Keychain',
  icon: { light: 'data:image/png;base64,AA==', dark: 'data:image/png;base64,AA==' },
  madeWith: 'Safari on macOS',
  createdAt: '2026-11-20T09:00:00.000Z',
  lastUsedAt: null,
  synced: true,
});

/** What the host's routes know, and what they refuse: a code, by the method. */
let listed: Passkey[];
let user: { id: string; name: string | null };
let canRename: boolean;
let refusing: Record<string, string>;
let asked: string[];
/** What the browser was told. */
let told: object[];

const answerTo = (method: string, path: string, body: string): object => {
  if (refusing[method]) return { error: refusing[method] };
  const id = path.replace('/api/passkeys/', '');
  const isOwn = listed.some((one) => one.id === id);
  if (path === '/api/auth/enroll-passkey') return { token: 'enrolment' };
  if (path === '/api/auth/callback') return { success: true };
  if (method === 'GET') return { passkeys: listed, user, canRename };
  if (!isOwn) return { error: 'invalid_request' };
  if (method === 'DELETE') listed = listed.filter((one) => one.id !== id);
  else listed = listed.map((one) => (one.id === id ? { ...one, ...JSON.parse(body) } : one));
  return { success: true };
};

beforeEach(() => {
  furnishPage();
  [listed, user, canRename] = [
    [passkey('Phone'), passkey('Laptop')],
    { id: 'ada', name: 'ada@example.com' },
    true,
  ];
  [refusing, asked, told] = [{}, [], []];
  window.fetch = async (path, { method = 'GET', body } = {}) => {
    asked.push(`${method} ${String(path)}`);
    const answer = answerTo(method, String(path), String(body));
    return { ok: !('error' in answer), json: async () => answer } as Response;
  };
  const tell = (name: string) => async (what: object) => void told.push({ [name]: what });
  const names = [
    'signalUnknownCredential',
    'signalAllAcceptedCredentials',
    'signalCurrentUserDetails',
  ];
  const signals = Object.fromEntries(names.map((name) => [name, tell(name)]));
  Object.assign(window, { PublicKeyCredential: Object.assign(() => undefined, signals) });
  localStorage.clear();
  signUp.mockReset().mockImplementation(async () => {
    listed = [...listed, passkey('New')];
    return { data: { token: 'result' } };
  });
});
afterEach(cleanup);

const open = (props: PasskeySectionProps = {}) =>
  act(async () => void render(<PasskeySection {...props} />));
const press = (name: string | RegExp) =>
  act(async () => {
    const control = screen.getByRole('button', { name });
    control.focus();
    control.click();
  });
/** A `summary`, which jsdom's roles do not know. */
const openDetails = (name: string) => act(async () => screen.getByLabelText(name).click());
const itemOf = (name: string) => within(screen.getByText(name).closest('li') ?? document.body);
const confirmRemoval = (name: string) =>
  act(async () => {
    const button = itemOf(name).getByText('Remove passkey');
    button.focus();
    button.click();
  });
const rename = async (from: string, to: string) => {
  await openDetails(`Rename ${from}`);
  const field = itemOf(from).getByLabelText('Name of this passkey');
  fireEvent.change(field, { target: { value: to } });
  await act(async () => itemOf(from).getByText('Save name').click());
};
const namesShown = () => [...document.querySelectorAll('li strong')].map((one) => one.textContent);
const status = () => screen.getByRole('status').textContent;

async function expectAccessible() {
  // jsdom draws nothing, and the section is not a whole page.
  const others = ['color-contrast', 'label-content-name-mismatch', 'region'];
  const rules = Object.fromEntries(others.map((rule) => [rule, { enabled: false }]));
  const { violations } = await axe.run(document.body, { rules });
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('the server draws it, and the browser then loads the list', async () => {
  expect(renderToString(<PasskeySection />)).toContain('Loading your passkeys…');
  expect(asked).toEqual([]);
  await open();
  expect(namesShown()).toEqual(['Phone', 'Laptop']);
  const facts = itemOf('Phone').getByText(/Created/).textContent;
  const origin = 'iCloud Keychain. Safari on macOS. Synced to your devices. ';
  expect(facts).toBe(`${origin}Created November 20, 2026. Not used yet.`);
});

test('axe finds nothing in the list, in an open item, in an empty list and in a failure', async () => {
  await open();
  await openDetails('Rename Phone');
  await openDetails('Remove Laptop');
  await expectAccessible();
  cleanup();
  listed = [];
  await open();
  screen.getByText('You have no passkey yet.');
  await expectAccessible();
  cleanup();
  refusing = { GET: 'passkeys_unavailable' };
  await open();
  await expectAccessible();
});

test('a passkey that is removed goes, the heading has the focus, and it is said', async () => {
  await open();
  await openDetails('Remove Phone');
  const texts = heard();
  await confirmRemoval('Phone');
  expect(asked).toContain('DELETE /api/passkeys/id-of-Phone');
  expect(namesShown()).toEqual(['Laptop']);
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Passkeys' }));
  expect(texts).toContain('Passkey removed.');
  expect(screen.queryByRole('alert')).toBe(null);
});

test('the last one leaves an empty list', async () => {
  listed = [passkey('Phone')];
  await open();
  await openDetails('Remove Phone');
  await confirmRemoval('Phone');
  screen.getByText('You have no passkey yet.');
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Passkeys' }));
});

test('a removal that is refused says why in the item, keeps the focus, and can be tried again', async () => {
  await open({
    help: (code) => code === 'reauthentication_required' && <a href="/signin">Sign in again</a>,
  });
  refusing = { DELETE: 'reauthentication_required' };
  await openDetails('Remove Phone');
  await confirmRemoval('Phone');
  const alert = itemOf('Phone').getByRole('alert');
  expect(alert.textContent).toContain(passkeyMessages.reauthentication_required);
  within(alert).getByRole('link', { name: 'Sign in again' });
  expect(document.activeElement?.textContent).toBe('Remove passkey');
  expect(namesShown()).toEqual(['Phone', 'Laptop']);
  expect(status()).toBe('');

  refusing = {};
  await confirmRemoval('Phone');
  expect(namesShown()).toEqual(['Laptop']);
});

test('a passkey that was removed elsewhere goes, and the page does not say that it was removed here', async () => {
  await open();
  listed = [passkey('Laptop')];
  await openDetails('Remove Phone');
  await confirmRemoval('Phone');
  expect(namesShown()).toEqual(['Laptop']);
  expect(status()).toBe('That passkey is no longer in your list.');
  expect(told).toEqual([]);
});

test('two presses are one removal', async () => {
  await open();
  await openDetails('Remove Phone');
  const button = itemOf('Phone').getByText('Remove passkey');
  fireEvent.click(button);
  fireEvent.click(button);
  await act(async () => undefined);
  expect(asked.filter((request) => request.startsWith('DELETE'))).toHaveLength(1);
});

test('a passkey gets its new name, the form closes, and its button has the focus', async () => {
  await open();
  await rename('Phone', '  Ada’s phone ');
  expect(namesShown()).toEqual(['Ada’s phone', 'Laptop']);
  expect(status()).toBe('Name saved.');
  expect(document.activeElement).toBe(screen.getByLabelText('Rename Ada’s phone'));
  expect(document.activeElement?.closest('details')?.open).toBe(false);
});

test('a name that is none is refused before it is sent, and a good one is sent', async () => {
  await open();
  await rename('Phone', '\u{202E}');
  expect(itemOf('Phone').getByRole('alert').textContent).toContain('1 to 60 characters');
  expect(asked).toEqual(['GET /api/passkeys']);
  await act(async () => {
    const field = itemOf('Phone').getByLabelText('Name of this passkey');
    fireEvent.change(field, { target: { value: 'Mine' } });
    itemOf('Phone').getByText('Save name').click();
  });
  expect(namesShown()).toEqual(['Mine', 'Laptop']);
  expect(screen.queryByRole('alert')).toBe(null);
});

test('without names of the host there is no form for one', async () => {
  canRename = false;
  await open();
  expect(screen.queryByLabelText('Rename Phone')).toBe(null);
  screen.getByLabelText('Remove Phone');
});

test('a new passkey comes into the list, under the name of the user', async () => {
  await open();
  await press('Create passkey');
  expect(signUp).toHaveBeenCalledWith({
    token: 'enrolment',
    username: 'ada@example.com',
    displayName: 'ada@example.com',
  });
  expect(namesShown()).toEqual(['Phone', 'Laptop', 'New']);
  expect(status()).toBe('Passkey added. Next time, sign in with it.');
});

test('a creation that is refused says why, and is tried again', async () => {
  await open();
  refusing = { POST: 'reauthentication_required' };
  await press('Create passkey');
  expect(screen.getByRole('alert').textContent).toContain(
    passkeyMessages.reauthentication_required,
  );
  refusing = {};
  await press('Create passkey');
  expect(screen.queryByRole('alert')).toBe(null);
  expect(namesShown()).toContain('New');
});

test.each([
  ['passkeys_unavailable', passkeyMessages.passkeys_unavailable],
  ['not_signed_in', passkeyMessages.not_signed_in],
  ['a code of tomorrow', passkeyMessages.try_again],
])('a list that is refused with "%s" says so, and is loaded again', async (code, sentence) => {
  refusing = { GET: code };
  await open();
  expect(screen.getByRole('alert').textContent).toContain(sentence);
  expect(namesShown()).toEqual([]);
  refusing = {};
  await press('Load the list again');
  expect(namesShown()).toEqual(['Phone', 'Laptop']);
  expect(screen.queryByRole('alert')).toBe(null);
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Passkeys' }));
});

test('an answer that is no list, as of a page of a proxy, is a failure', async () => {
  window.fetch = async () => ({ ok: true, json: async () => ({ hello: 'world' }) }) as Response;
  await open();
  expect(screen.getByRole('alert').textContent).toContain(passkeyMessages.passkeys_unavailable);
});

const keepNote = (credentialId: string) =>
  localStorage.setItem(NOTE_KEY, JSON.stringify({ credentialId, userHandle: 'handle' }));
const accepted = (...names: string[]) => ({
  signalAllAcceptedCredentials: {
    rpId: 'localhost',
    userId: 'handle',
    allAcceptedCredentialIds: names.map((name) => `credential-of-${name}`),
  },
});

test('the browser hears which passkeys work, and after a removal that one does not', async () => {
  keepNote('credential-of-Phone');
  await open();
  const details = { rpId: 'localhost', userId: 'handle', displayName: 'ada@example.com' };
  const named = { signalCurrentUserDetails: { ...details, name: 'ada@example.com' } };
  expect(told).toEqual([accepted('Phone', 'Laptop'), named]);

  told = [];
  await openDetails('Remove Phone');
  await confirmRemoval('Phone');
  expect(told).toHaveLength(3);
  expect(told).toContainEqual({
    signalUnknownCredential: { rpId: 'localhost', credentialId: 'credential-of-Phone' },
  });
  expect(told).toContainEqual(accepted('Laptop'));
});

test('it hears nothing about a user who signs in elsewhere while the page is open', async () => {
  keepNote('credential-of-Phone');
  await open();
  told = [];
  listed = [passkey('Bob’s')];
  user = { id: 'bob', name: 'bob@example.com' };
  await openDetails('Remove Phone');
  await confirmRemoval('Phone');
  expect(namesShown()).toEqual(['Bob’s']);
  expect(told).toEqual([]);
});

test('a list with a passkey whose credential is not known is no reason to forget another', async () => {
  keepNote('credential-of-Phone');
  listed = [passkey('Phone'), { ...passkey('Laptop'), credentialId: null }];
  await open();
  expect(namesShown()).toEqual(['Phone', 'Laptop']);
  expect(told).toEqual([]);
});

test('an older list that arrives last does not bring back what was removed', async () => {
  await open();
  const answer = window.fetch;
  const late: (() => void)[] = [];
  window.fetch = async (path, init) => {
    const response = await answer(path, init);
    const body: unknown = await response.json();
    if (init?.method === 'GET') await new Promise<void>((resolve) => late.push(resolve));
    return { ok: true, json: async () => body } as Response;
  };
  await rename('Phone', 'Mine');
  await openDetails('Remove Laptop');
  await confirmRemoval('Laptop');
  await act(async () => late.reverse().forEach((arrive) => arrive()));
  expect(late).toHaveLength(2);
  expect(namesShown()).toEqual(['Mine']);
});

test('the class names of the host are on the parts, and there are no others', async () => {
  await open({ classNames: { section: 'card', button: 'btn', item: 'row' } });
  const classes = [...document.body.querySelectorAll('[class]')].map((one) => one.className);
  expect(new Set(classes)).toEqual(new Set(['card', 'btn', 'row']));
  expect(document.body.querySelector('[style]')).toBe(null);
});

test('a browser without passkeys shows the list, and says that it cannot create one', async () => {
  Object.assign(window, { PublicKeyCredential: undefined });
  await open();
  screen.getByText('This browser cannot create passkeys.');
  expect(screen.queryByRole('button', { name: 'Create passkey' })).toBe(null);
  expect(namesShown()).toEqual(['Phone', 'Laptop']);
});
