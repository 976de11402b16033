import { newPerson } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { newVisitor, OAUTH_ENV, oauthStandIns } from '../support/oauth/stand-ins';
import { comeBack } from '../support/oauth/visits';

const standIns = oauthStandIns();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { NEXTAUTH_URL: 'https://app.example.com', ...OAUTH_ENV } });
  app.authsignal.use(...standIns.handlers);
});
afterAll(() => app.close());

test('on https every cookie is for this host alone, and for no script', async () => {
  const ada = newPerson(app);
  const asked = await ada.askForLink();
  const followed = await ada.follow(ada.newestLink());
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
  const left = await ada.postForm('/api/auth/signin/github', { connect: 'true' });
  const address = left.headers.get('location') ?? '';
  const back = await comeBack(ada, standIns.authorize(address, newVisitor(ada.address)));
  const out = await ada.postForm('/api/auth/signout', {});

  const cookies = [asked, followed, left, back, out].flatMap(({ headers }) =>
    headers.getSetCookie(),
  );
  const names = cookies.map((cookie) => cookie.split('=')[0]);
  expect(names).toEqual(
    expect.arrayContaining([
      '__Host-session-token',
      '__Host-link-asked',
      '__Host-callback-url',
      '__Host-oauth-state',
      '__Host-oauth-verifier',
      '__Host-oauth-wish',
    ]),
  );
  for (const cookie of cookies) {
    expect(cookie).toMatch(/^__Host-/);
    expect(cookie.length).toBeLessThan(4096);
    const attributes = cookie.split('; ').slice(1);
    expect(attributes).toEqual(
      expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']),
    );
    expect(cookie).not.toContain('Domain');
  }
});

test('a sign-in brings a new cookie, whatever the browser had', async () => {
  const ada = newPerson(app);
  const sessionCookies = ({ headers }: { headers: Headers }) =>
    headers.getSetCookie().filter((cookie) => cookie.startsWith('__Host-session-token='));
  const first = sessionCookies(await ada.signInByMail());
  const second = sessionCookies(await ada.signInByMail());
  expect([first.length, second.length]).toEqual([1, 1]);
  expect(first).not.toEqual(second);
});
