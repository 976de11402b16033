/** @jest-environment jsdom */
import { messages } from '@/utils/base/messages';

import { closePages, openSignInPage } from '../support/page/sign-in-page';

const PRESS = 'Sign in with a passkey';
const success = (token: string) => ({ data: { isVerified: true, token } });
const failure = (name: string) => Object.assign(new Error('Words of the vendor.'), { name });

afterEach(closePages);

test('the page waits behind the field once, though Strict Mode mounts it twice', async () => {
  const { ceremonies, screen } = await openSignInPage();
  expect(ceremonies.map(({ autofill }) => autofill)).toEqual([true]);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a passkey picked in the field signs in and moves on', async () => {
  const { ceremonies, exchanged, screen } = await openSignInPage();
  ceremonies[0]?.verify();
  expect(screen.getByRole('button', { name: 'Signing you in…' })).toBeTruthy();

  await ceremonies[0]?.answer(success('token-1'));
  expect(exchanged).toEqual(['token-1']);
  expect(window.location.hash).toBe('#done');
});

test('the button starts a ceremony of its own, and only its result counts', async () => {
  const { ceremonies, exchanged, press } = await openSignInPage();
  await press(PRESS);
  expect(ceremonies.map(({ autofill }) => autofill)).toEqual([true, false]);

  await ceremonies[0]?.answer(success('late'));
  expect(exchanged).toEqual([]);
  await ceremonies[1]?.answer(success('token-2'));
  expect(exchanged).toEqual(['token-2']);
});

test('a second press while one waits starts nothing', async () => {
  const { ceremonies, press } = await openSignInPage();
  await press(PRESS);
  await press('Waiting for your passkey…');
  expect(ceremonies).toHaveLength(2);
});

test.each(['NotAllowedError', 'AbortError'])(
  'who ends the dialog (%s) reads no error, and the field waits again',
  async (name) => {
    const { ceremonies, press, screen } = await openSignInPage();
    await press(PRESS);
    await ceremonies[0]?.fail(failure('AbortError'));
    await ceremonies[1]?.fail(failure(name));

    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByRole('button', { name: PRESS })).toBeTruthy();
    expect(ceremonies.map(({ autofill }) => autofill)).toEqual([true, false, true]);
  },
);

test.each([
  ['a removed passkey', { errorCode: 'unknown_credential' }, messages.passkey_removed],
  [
    'a passkey that does not fit',
    { errorCode: 'invalid_credential' },
    messages.passkey_not_accepted,
  ],
  [
    'a passkey that is not verified',
    { data: { isVerified: false } },
    messages.passkey_not_accepted,
  ],
  ['an Authsignal that is out', { errorCode: 'network_error' }, messages.passkeys_unavailable],
  ['a limit', { errorCode: 'too_many_requests' }, messages.passkeys_unavailable],
  ['an error nobody knows', { errorCode: 'novel', error: 'Vendor text' }, messages.try_again],
])('%s is said in words of ours, and stays said', async (_name, answer, words) => {
  const { ceremonies, press, screen } = await openSignInPage();
  await press(PRESS);
  await ceremonies[0]?.fail(failure('AbortError'));
  await ceremonies[1]?.answer(answer as never);
  expect(screen.getByRole('alert').textContent).toBe(words);

  // The field waits again, and fails for the same reason.
  await ceremonies[2]?.answer(answer as never);
  expect(screen.getByRole('alert').textContent).toBe(words);
});

test('a press that fails before the dialog leaves the waiting request its say', async () => {
  const { ceremonies, exchanged, press } = await openSignInPage();
  await press(PRESS);
  await ceremonies[1]?.answer({ errorCode: 'network_error' } as never);
  expect(ceremonies).toHaveLength(2);

  await ceremonies[0]?.answer(success('token-1'));
  expect(exchanged).toEqual(['token-1']);
});

test('a passkey picked in the field that fails is said to, and the field waits again', async () => {
  const { ceremonies, exchanged, screen } = await openSignInPage();
  ceremonies[0]?.verify();
  await ceremonies[0]?.answer({ errorCode: 'invalid_request' } as never);
  expect(screen.getByRole('alert').textContent).toBe(messages.try_again);
  expect(ceremonies).toHaveLength(2);

  await ceremonies[1]?.answer(success('token-2'));
  expect(exchanged).toEqual(['token-2']);
});

test('a page that comes back after its dialog has ended has a button that works', async () => {
  const { ceremonies, exchanged, mount, press, unmount } = await openSignInPage({
    autofill: false,
  });
  await press(PRESS);
  unmount();
  await ceremonies[0]?.fail(failure('NotAllowedError'));
  await mount();

  await press(PRESS);
  await ceremonies[1]?.answer(success('token-2'));
  expect(exchanged).toEqual(['token-2']);
});

test('nothing is said of a ceremony behind the field that nobody saw', async () => {
  const { ceremonies, screen } = await openSignInPage();
  await ceremonies[0]?.answer({ errorCode: 'network_error' } as never);
  expect(screen.queryByRole('alert')).toBeNull();
});

test.each([
  ['refuses the passkey', 401, 'error?error=CredentialsSignin', 'passkey_not_accepted'],
  ['cannot check it', 503, 'error?error=passkeys_unavailable', 'passkeys_unavailable'],
  ['has had enough', 429, 'error?error=too_many_requests', 'too_many_requests'],
  ['knows somebody else by it', 409, 'error?error=passkey_of_another', 'passkey_of_another'],
  ['fails the CSRF check', 200, 'signin?csrf=true', 'try_again'],
] as const)('a server that %s is no success', async (_name, status, path, code) => {
  const { ceremonies, nextAuth, screen } = await openSignInPage();
  Object.assign(nextAuth, { status, url: `http://localhost/api/auth/${path}` });
  ceremonies[0]?.verify();
  await ceremonies[0]?.answer(success('token-1'));

  expect(screen.getByRole('alert').textContent).toBe(messages[code]);
  expect(window.location.hash).toBe('');
});

test('a result that comes when the page has gone signs nobody in', async () => {
  const { ceremonies, exchanged, unmount } = await openSignInPage();
  unmount();
  await ceremonies[0]?.answer(success('late'));
  expect(exchanged).toEqual([]);
  expect(window.location.hash).toBe('');
});

test('a page that comes back takes over the request that still waits', async () => {
  const { ceremonies, exchanged, mount, unmount } = await openSignInPage();
  unmount();
  await mount();
  expect(ceremonies).toHaveLength(1);

  await ceremonies[0]?.answer(success('token-1'));
  expect(exchanged).toEqual(['token-1']);
});

test('without autofill nothing waits, and the button works', async () => {
  const { ceremonies, exchanged, press } = await openSignInPage({ autofill: false });
  expect(ceremonies).toEqual([]);

  await press(PRESS);
  await ceremonies[0]?.fail(failure('NotAllowedError'));
  expect(ceremonies).toHaveLength(1);

  await press(PRESS);
  await ceremonies[1]?.answer(success('token-1'));
  expect(exchanged).toEqual(['token-1']);
});

test('without WebAuthn there is the form, and neither button nor error', async () => {
  const { ceremonies, screen } = await openSignInPage({ webAuthn: false });
  expect(screen.getByRole('button', { name: 'Email me a sign-in link' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: PRESS })).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
  expect(ceremonies).toEqual([]);
});

test('an error in the address is shown in words of ours', async () => {
  const { screen } = await openSignInPage({ error: 'link_not_valid' });
  expect(screen.getByRole('alert').textContent).toBe(messages.link_not_valid);
});
