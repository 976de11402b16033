/** @jest-environment jsdom */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';

import Confirm from '@/pages/signin/confirm';

jest.mock('@/utils/csrf.server', () => ({}));
jest.mock('@/utils/mailed-link.server', () => ({}));
jest.mock('@/utils/link-request.server', () => ({}));

const link = { token: 'token', email: 'ada@example.com', callbackUrl: 'http://localhost:3000/' };

afterEach(() => {
  cleanup();
  jest.restoreAllMocks();
});

const open = (goesOn: boolean) =>
  act(async () => void render(<Confirm link={link} csrfToken="csrf" goesOn={goesOn} />));

test('the page of a mailed link is sent off once, however often its button is pressed', async () => {
  await open(false);
  const press = () => fireEvent.submit(screen.getByRole('button'));
  expect(press()).toBe(true);
  expect(press()).toBe(false);
});

const actedBefore = (hasBeenActive: boolean) =>
  Object.assign(navigator, { userActivation: { hasBeenActive } });

test('a link whose button was pressed before the script came is left to that', async () => {
  const requestSubmit = jest.spyOn(HTMLFormElement.prototype, 'requestSubmit').mockReturnValue();
  actedBefore(true);
  await open(true);
  expect(requestSubmit).not.toHaveBeenCalled();
  cleanup();

  actedBefore(false);
  await open(true);
  expect(requestSubmit).toHaveBeenCalled();
});

test('a page that goes on by itself is not sent off again by a press', async () => {
  const requestSubmit = jest
    .spyOn(HTMLFormElement.prototype, 'requestSubmit')
    .mockImplementation(function (this: HTMLFormElement) {
      fireEvent.submit(this);
    });
  await open(true);
  expect(requestSubmit).toHaveBeenCalledTimes(1);
  expect(fireEvent.submit(screen.getByRole('button'))).toBe(false);
});
