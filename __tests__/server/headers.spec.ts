import type { APIResponse } from '@playwright/test';

import type { RunningApp } from '../support/processes/running-app';
import { test as testOther } from '../support/browser/other-app';
import {
  askForLink,
  beSignedIn,
  mailedLink,
  newAddress,
  sessionCookieOf,
  signOut,
} from '../support/browser/steps';
import { expect, test } from '../support/browser/test';

/** One of each kind of answer, with its status. */
const answers: { what: string; path: string; status: number; method?: string }[] = [
  { what: 'a page', path: '/signin', status: 200 },
  { what: 'a redirect of a page', path: '/', status: 307 },
  { what: 'a redirect of Next.js', path: '/signin/', status: 308 },
  { what: 'a page that is not there', path: '/nothing', status: 404 },
  { what: 'the page for errors', path: '/500', status: 500 },
  { what: 'a file', path: '/icon.svg', status: 200 },
  { what: 'a script that is not there', path: '/_next/static/chunks/nothing.js', status: 404 },
  { what: 'a method that a file has not', path: '/icon.svg', status: 405, method: 'POST' },
  { what: 'a method that a route has not', path: '/api/sessions', status: 405, method: 'PUT' },
  { what: 'a method that a page has not', path: '/signin', status: 405, method: 'TRACE' },
  { what: 'a change that a page does not take', path: '/', status: 405, method: 'DELETE' },
  { what: 'a path with a slash at its end', path: '/signin/confirm/?token=a', status: 308 },
  { what: 'a route for signed-in people', path: '/api/passkeys', status: 401 },
  { what: 'a route that is not there', path: '/api/nothing', status: 404 },
  { what: 'the providers', path: '/api/auth/providers', status: 200 },
  { what: 'the token for forms', path: '/api/auth/csrf', status: 200 },
  { what: 'the session', path: '/api/auth/session', status: 200 },
  { what: 'a link that is not valid', path: '/api/auth/callback/email', status: 303 },
  { what: 'a form without a token', path: '/api/auth/signout', status: 303, method: 'POST' },
];

for (const { what, path, status, method = 'GET' } of answers) {
  test(`the headers are on ${what}: ${method} ${path}`, async ({ request, app }) => {
    const answer = await request.fetch(path, { method, maxRedirects: 0 });
    expect(answer.status()).toBe(status);

    expectHeaders(answer, app);
    const isPersonal = path.startsWith('/api/') || path === '/' || path.startsWith('/signin');
    if (isPersonal) expect(answer.headers()['cache-control']).toContain('no-store');
  });
}

test('what Next.js makes of a request of its router is not stored either', async ({ request }) => {
  const answer = await request.get('/signin/confirm?token=a', {
    headers: { RSC: '1' },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(307);
  expect(answer.headers()['cache-control']).toContain('no-store');
});

test('the headers are on a script, which browsers may keep', async ({ page, request, app }) => {
  await page.goto('/signin');
  const path = await page.locator('script[src]').first().getAttribute('src');
  const answer = await request.get(path ?? '');
  expect(answer.status()).toBe(200);
  expectHeaders(answer, app);
  expect(answer.headers()['cache-control']).toContain('immutable');
});

test('browsers may keep the icon for a day, and do not ask for it with every page', async ({
  request,
}) => {
  const answer = await request.get('/icon.svg');
  expect(answer.headers()['cache-control']).toBe('public, max-age=86400');
});

test('the page that a link opens tells nobody its address', async ({ page, app, request }) => {
  const address = newAddress();
  await askForLink(page, address);
  const answer = await request.get(await mailedLink(page, app, address));
  expect(answer.url()).toContain('/signin/confirm?');
  expect(answer.headers()).toMatchObject({
    'referrer-policy': 'no-referrer',
    'cache-control': expect.stringContaining('no-store'),
  });
});

test('each answer has an id of its own, which the client does not choose', async ({ request }) => {
  const idOf = async (headers?: Record<string, string>) =>
    (await request.get('/api/auth/session', { headers })).headers()['x-request-id'];

  const ids = new Set([await idOf(), await idOf(), await idOf({ 'X-Request-Id': 'chosen' })]);
  expect(ids.size).toBe(3);
  expect(ids).not.toContain('chosen');
});

/** What the app has logged of the request. */
const linesOf = ({ output }: RunningApp, answer: APIResponse) =>
  output()
    .split('\n')
    .filter((line) => line.includes(`"requestId":"${answer.headers()['x-request-id']}"`))
    .map((line): unknown => JSON.parse(line));

test('a line of the log names the answer to which it belongs', async ({ request, app }) => {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const refused = await request.post('/api/auth/callback/credentials', {
    form: { csrfToken, signInToken: 'a-token-of-some-length', json: 'true' },
    headers: { 'X-Request-Id': 'chosen' },
  });
  expect(refused.status()).toBe(401);

  await expect
    .poll(() => linesOf(app, refused))
    .toContainEqual(expect.objectContaining({ event: 'sign_in_refused' }));
  expect(app.output()).not.toContain('chosen');
});

test('a session that has ended is no error in the log, where pages and routes are asked at once', async ({
  page,
  app,
}) => {
  await beSignedIn(page, app);
  const { value: ended } = await sessionCookieOf(page);
  await signOut(page);
  const ask = (path: string) =>
    page.request.get(path, { headers: { Cookie: `session-token=${ended}` }, maxRedirects: 0 });

  const paths = Array.from({ length: 20 }, () => ['/', '/api/auth/session']).flat();
  const answers = await Promise.all(paths.map((path) => ask(path)));
  const refused = await ask('/api/passkeys');
  await expect
    .poll(() => linesOf(app, refused))
    .toEqual([expect.objectContaining({ event: 'refused' })]);
  expect(answers.flatMap((answer) => linesOf(app, answer))).toEqual([]);
});

const onHttps = testOther.extend({
  variables: { NEXTAUTH_URL: 'https://app.example.com' },
});

onHttps('on https browsers are told to come back by https only', async ({ request }) => {
  for (const path of ['/signin', '/signin/', '/nothing', '/api/passkeys', '/icon.svg']) {
    const answer = await request.get(path, { maxRedirects: 0 });
    const [, seconds] =
      /^max-age=(\d+); includeSubDomains$/.exec(
        answer.headers()['strict-transport-security'] ?? '',
      ) ?? [];
    expect(Number(seconds)).toBeGreaterThanOrEqual(31_536_000);
  }
});

function expectHeaders(answer: APIResponse, app: RunningApp) {
  const headers = answer.headers();
  const authsignal = new URL(app.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST ?? '').origin;
  expect(policyOf(answer)).toEqual({
    'default-src': ["'self'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'", authsignal],
    'form-action': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  });
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': expect.stringContaining(
      'publickey-credentials-get=(self), publickey-credentials-create=(self)',
    ),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-request-id': expect.stringMatching(/^[\da-f-]{36}$/),
  });
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('strict-transport-security');
}

/** The answer's Content-Security-Policy, by directive. */
function policyOf(answer: APIResponse): Record<string, string[]> {
  const directives = (answer.headers()['content-security-policy'] ?? '').split('; ');
  return Object.fromEntries(
    directives.map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}
