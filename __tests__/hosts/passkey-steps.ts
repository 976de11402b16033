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
  const confirmed = bodyTo(page, '/api/auth/callback');
  await page.getByRole('button', { name: 'Create passkey' }).click();
  const { token }: { token: string } = JSON.parse(await confirmed);
  return token;
}

/** Resolves to the next token that the page brings to NextAuth, once it has signed in. */
export const signInTokenOf = async (page: Page, provider: string) =>
  new URLSearchParams(await bodyTo(page, `/api/auth/callback/${provider}`)).get('signInToken') ??
  '';

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
