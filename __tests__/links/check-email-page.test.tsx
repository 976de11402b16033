/** @jest-environment jsdom */
import { act, cleanup, render, screen } from '@testing-library/react';
import type { ComponentProps } from 'react';

import CheckEmail from '@/pages/check-email';
import { messages } from '@/utils/base/messages';

jest.mock('@/utils/sessions/session.server', () => ({}));
jest.mock('@/utils/signin/csrf.server', () => ({}));
jest.mock('@/utils/links/email-provider.server', () => ({}));
jest.mock('@/utils/links/remembered-address.server', () => ({}));
jest.mock('@/utils/signin/callback-url.server', () => ({}));

/** What NextAuth says of the session; undefined: it cannot be reached. */
let session: object | undefined;
let asked: number;

beforeEach(() => {
  jest.useFakeTimers();
  asked = 0;
  session = {};
  window.location.hash = '';
  window.fetch = async () => {
    asked += 1;
    if (!session) throw new TypeError('No network.');
    return { ok: true, json: async () => session } as Response;
  };
});
afterEach(() => {
  cleanup();
  jest.restoreAllMocks();
  jest.useRealTimers();
});

const page = {
  address: 'ada@example.com',
  minutes: 10,
  isSentAgain: false,
  oldSession: null,
  nextUrl: '#done',
  csrfToken: 'csrf',
};
const open = (props: Partial<ComponentProps<typeof CheckEmail>> = {}) =>
  render(<CheckEmail {...page} {...props} />);
const comeBack = () => act(async () => void window.dispatchEvent(new Event('focus')));
const wait = () => act(() => jest.advanceTimersByTimeAsync(5_000));

test('a tab that is come back to goes on when somebody has signed in in another one', async () => {
  open();
  await comeBack();
  expect(window.location.hash).toBe('');

  session = { sid: 'new', user: { id: 'ada' } };
  await comeBack();
  expect(window.location.hash).toBe('#done');
});

test('a tab that stays in sight looks for itself', async () => {
  open();
  session = { sid: 'new', user: { id: 'ada' } };
  await wait();
  expect(window.location.hash).toBe('#done');
});

test('a tab that nobody sees asks nothing', async () => {
  open();
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  await wait();
  expect(asked).toBe(0);

  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue('visible');
  await wait();
  expect(asked).toBe(1);
});

test('who is signed in already and confirms that it is them goes on with the new session', async () => {
  open({ oldSession: { sid: 'old', userId: 'ada' } });
  session = { sid: 'old', user: { id: 'ada' } };
  await comeBack();
  expect(window.location.hash).toBe('');

  session = { sid: 'new', user: { id: 'ada' } };
  await comeBack();
  expect(window.location.hash).toBe('#done');
});

test('who was to confirm does not lead somebody else on to what they wanted', async () => {
  open({ oldSession: { sid: 'old', userId: 'ada' }, nextUrl: '#ada-wanted' });
  session = { sid: 'new', user: { id: 'bob' } };
  const leave = jest.spyOn(console, 'error').mockImplementation(() => {});
  await comeBack();
  expect(window.location.hash).not.toBe('#ada-wanted');
  leave.mockRestore();
});

test('a network that is out for a moment changes nothing', async () => {
  open({ oldSession: { sid: 'old', userId: 'ada' } });
  session = undefined;
  await comeBack();
  expect(window.location.hash).toBe('');

  session = { sid: 'new', user: { id: 'ada' } };
  await comeBack();
  expect(window.location.hash).toBe('#done');
});

test('who has sent it again is told so first', () => {
  open({ isSentAgain: true });
  const news = screen.getByText(messages.mail_sent_again);
  expect(news.getAttribute('tabindex')).toBe('-1');

  cleanup();
  open();
  expect(screen.queryByText(messages.mail_sent_again)).toBeNull();
});
