/** @jest-environment jsdom */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';

import { LinkForm } from '@/utils/signin/link-form';

beforeEach(() => {
  jest.useFakeTimers();
  render(
    <LinkForm csrfToken="csrf" label="Send">
      <input name="email" defaultValue="ada@example.com" />
    </LinkForm>,
  );
});
afterEach(() => {
  cleanup();
  jest.useRealTimers();
});

/** Sends the form off; false where the page keeps it. */
const send = () => fireEvent.submit(screen.getByRole('button'));
const label = () => screen.getByRole('button').textContent;

test('a form is sent once, and says that it is on its way', () => {
  expect(label()).toBe('Send');
  expect(send()).toBe(true);
  expect(label()).toBe('Sending…');
  expect(send()).toBe(false);
});

test('a page that the browser brings back as it was left can be sent again', () => {
  const show = (persisted: boolean) =>
    act(() => void window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted })));
  send();
  show(false);
  expect(send()).toBe(false);
  show(true);
  expect(label()).toBe('Send');
  expect(send()).toBe(true);
});

test('who has stopped the browser can send again after a while', () => {
  send();
  act(() => jest.advanceTimersByTime(10_000));
  expect(label()).toBe('Send');
  expect(send()).toBe(true);
});
