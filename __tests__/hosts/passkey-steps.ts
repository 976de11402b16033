import { expect, type Page } from '@playwright/test';

import { newVisit, type Trial } from './trial';

/** Resolves to the body of the next request to that path, once it was answered with 200. */
export async function bodyTo(page: Page, path: string): Promise<string> {
  const response = await page.waitForResponse((one) => new URL(one.url()).pathname === path);
  expect(response.status()).toBe(200);
  return response.request().postData() ?? '';
}

/** Creates a passkey on the page of a signed-in user. Resolves to the token of the enrolment. */
export async function createPasskey(page: Page): Promise<string> {
  await page.goto('/settings');
  const [body] = await Promise.all([
    bodyTo(page, '/api/auth/callback'),
    page.getByRole('button', { name: 'Create passkey' }).click(),
  ]);
  const { token }: { token: string } = JSON.parse(body);
  return token;
}

/** Resolves to the token that the page brings to NextAuth because of `act`, once it has signed in. */
export async function signInTokenOf(page: Page, provider: string, act: () => Promise<void>) {
  const [body] = await Promise.all([bodyTo(page, `/api/auth/callback/${provider}`), act()]);
  return new URLSearchParams(body).get('signInToken') ?? '';
}

/** Brings a token to NextAuth from a browser without a session, and is refused. */
export async function expectRefused(trial: Trial, provider: string, signInToken: string) {
  expect(signInToken).not.toBe('');
  const { request } = await newVisit(trial);
  const { csrfToken }: { csrfToken: string } = await (await request.get('/api/auth/csrf')).json();
  const form = { csrfToken, signInToken, json: 'true' };
  const response = await request.post(`/api/auth/callback/${provider}`, { form });
  expect(response.status()).toBe(401);
  const { url }: { url: string } = await response.json();
  expect(new URL(url).searchParams.get('error')).toBe('CredentialsSignin');
  expect(await (await request.get('/api/auth/session')).json()).toEqual({});
}
