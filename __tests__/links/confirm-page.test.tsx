/** @jest-environment jsdom */
import { renderToString } from 'react-dom/server';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';

import Confirm from '@/pages/signin/confirm';

jest.mock('@/utils/signin/csrf.server', () => ({}));
jest.mock('@/utils/links/link.server', () => ({}));
jest.mock('@/utils/links/remembered-address.server', () => ({}));
jest.mock('@/utils/sessions/session.server', () => ({}));

const link = { token: 'token', email: 'ada@example.com' };

afterEach(() => {
  cleanup();
  jest.restoreAllMocks();
});

const open = (submitsItself: boolean) =>
  act(
    async () =>
      void render(
        <Confirm link={link} csrfToken="csrf" submitsItself={submitsItself} otherUser={null} />,
      ),
  );

test('the page of a mailed link is sent off once, however often its button is pressed', async () => {
  await open(false);
  const press = () => fireEvent.submit(screen.getByRole('button'));
  expect(press()).toBe(true);
  expect(press()).toBe(false);
});

/** As the server draws the page; a press leaves the focus on the button until the script comes. */
async function openLate({ isPressed }: { isPressed: boolean }) {
  const page = <Confirm link={link} csrfToken="csrf" submitsItself otherUser={null} />;
  const container = document.body.appendChild(document.createElement('div'));
  container.innerHTML = renderToString(page);
  if (isPressed) container.querySelector('button')?.focus();
  await act(async () => void render(page, { container, hydrate: true }));
}

test('a link whose button was pressed before the script came is left to that', async () => {
  const requestSubmit = jest.spyOn(HTMLFormElement.prototype, 'requestSubmit').mockReturnValue();
  await openLate({ isPressed: true });
  expect(requestSubmit).not.toHaveBeenCalled();
  cleanup();

  await openLate({ isPressed: false });
  expect(requestSubmit).toHaveBeenCalled();
});

test('a page that goes on by itself is not sent off again by a press', async () => {
  const requestSubmit = jest
    .spyOn(HTMLFormElement.prototype, 'requestSubmit')
    .mockImplementation(function (this: HTMLFormElement) {
      this.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    });
  await open(true);
  expect(requestSubmit).toHaveBeenCalledTimes(1);
  expect(fireEvent.submit(screen.getByRole('button'))).toBe(false);
});
