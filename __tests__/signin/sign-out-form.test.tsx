/** @jest-environment jsdom */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';

import { NOTE_KEY } from '@/utils/passkeys/ceremony-note';
import { SignOutForm } from '@/utils/signin/sign-out-form';

afterEach(() => {
  cleanup();
  localStorage.clear();
});

test('who signs out leaves nothing about their passkey in the browser', () => {
  localStorage.setItem(NOTE_KEY, '{"userHandle":"ada"}');
  localStorage.setItem('theme', 'dark');
  render(<SignOutForm csrfToken="csrf" />);
  expect(localStorage.getItem(NOTE_KEY)).not.toBeNull();

  const form = screen.getByRole('button', { name: 'Sign out' }).closest('form');
  fireEvent.submit(form ?? document.body);
  expect(localStorage.getItem(NOTE_KEY)).toBeNull();
  expect(localStorage.getItem('theme')).toBe('dark');
});
