import { delay, http, HttpResponse } from 'msw';

import { startTestApp, type TestApp } from '../support/app/test-app';
import { failures } from '../support/authsignal/failures';
import { newVisitor, OAUTH_ENV, oauthStandIns } from '../support/oauth/stand-ins';
import { comeBack, leaveFor, visit } from '../support/oauth/visits';
import { newPerson } from '../support/user/person';

const standIns = oauthStandIns();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: OAUTH_ENV });
});
beforeEach(() => app.authsignal.use(...standIns.handlers));
afterEach(() => app.authsignal.resetHandlers());
afterAll(() => app.close());

/** In ms, with one to spare: when the user who comes back is answered, and the one who leaves. */
const BACK_DUE = 9_500 + 1_000;
const LEAVE_DUE = 4_500 + 1_000;

const DRIP_MS = 2_000;

/** Says a little from time to time, for longer than anybody is to wait. */
function dripOn() {
  const endsAt = Date.now() + BACK_DUE + DRIP_MS;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await delay(DRIP_MS);
      controller.enqueue(new TextEncoder().encode(' '));
      if (Date.now() > endsAt) controller.close();
    },
  });
  return new HttpResponse(body);
}
const faults = { ...failures, 'answering a byte at a time, on and on': dripOn };

const asBrowser = { Accept: 'text/html' };
const ENDS = {
  github: /^https:\/\/(api\.)?github\.com\//,
  google: /^https:\/\/(accounts|oauth2)\.google(apis)?\.com\//,
};
const cases = (['github', 'google'] as const).flatMap((provider) =>
  Object.entries(faults).map(([name, failure]) => ({ provider, name, failure })),
);

test.each(cases)(
  'with $provider $name, a user is told in time, and signs in by mail, or once it is back',
  async ({ provider, failure }) => {
    const ada = newPerson(app);
    const visitor = newVisitor(ada.address);
    const url = new URL(standIns.authorize(await leaveFor(ada, provider), visitor));
    app.authsignal.use(http.all(ENDS[provider], failure));
    const start = performance.now();
    const answer = await ada.call('GET', url.pathname + url.search, { headers: asBrowser });
    expect(performance.now() - start).toBeLessThan(BACK_DUE);
    expect(answer.headers.get('location')).toMatch(/^\/signin\?error=provider_failed/);
    expect(await ada.session()).toEqual({});

    app.authsignal.resetHandlers();
    app.authsignal.use(...standIns.handlers);
    await visit(ada, provider, { standIns, as: visitor });
    expect(await ada.session()).toMatchObject({ method: provider });
    await ada.signInByMail();
    expect(await ada.session()).toMatchObject({ method: 'email' });
  },
);

test.each(Object.entries(faults))(
  'with Google %s, a user who presses its button is told in time, and GitHub goes on',
  async (_name, failure) => {
    const ada = newPerson(app);
    app.authsignal.use(http.all(ENDS.google, failure));
    const start = performance.now();
    const { headers } = await ada.postForm('/api/auth/signin/google', {}, asBrowser);
    expect(performance.now() - start).toBeLessThan(LEAVE_DUE);
    expect(headers.get('location')).toMatch(/^\/signin\?error=provider_failed/);
    expect(await leaveFor(ada, 'github')).toMatch(/^https:\/\/github\.com\//);
  },
);

test('GitHub that fails after the first of its answers signs nobody in', async () => {
  for (const path of ['/user', '/user/emails']) {
    const ada = newPerson(app);
    const visitor = newVisitor(ada.address);
    const url = standIns.authorize(await leaveFor(ada, 'github'), visitor);
    app.authsignal.use(http.get(`https://api.github.com${path}`, failures['answering 500']));
    await comeBack(ada, url);
    expect(await ada.session()).toEqual({});
    app.authsignal.resetHandlers();
    app.authsignal.use(...standIns.handlers);
    await visit(ada, 'github', { standIns, as: visitor });
    expect(await ada.session()).toMatchObject({ method: 'github' });
  }
});

test('a client that is led back in vain again and again waits, and its users sign in by mail meanwhile', async () => {
  const ada = newPerson(app);
  const bob = newPerson(app);
  const knock = () =>
    ada.call('GET', '/api/auth/callback/github?code=a&state=b', { headers: asBrowser });
  for (let times = 0; times < 30; times += 1) await knock();
  expect((await knock()).headers.get('location')).toBe('/signin?error=too_many_requests');
  await ada.signInByMail();
  expect(await ada.session()).toMatchObject({ method: 'email' });
  await visit(bob, 'github', { standIns, as: newVisitor(bob.address) });
  expect(await bob.session()).toMatchObject({ method: 'github' });
});
