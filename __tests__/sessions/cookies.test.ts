import { newPerson } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { NEXTAUTH_URL: 'https://app.example.com' } });
});
afterAll(() => app.close());

test('on https every cookie is for this host alone, and for no script', async () => {
  const ada = newPerson(app);
  const asked = await ada.askForLink();
  const followed = await ada.follow(ada.newestLink());
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
  const out = await ada.postForm('/api/auth/signout', {});

  const cookies = [asked, followed, out].flatMap(({ headers }) => headers.getSetCookie());
  const names = cookies.map((cookie) => cookie.split('=')[0]);
  expect(names).toEqual(
    expect.arrayContaining(['__Host-session-token', '__Host-link-asked', '__Host-callback-url']),
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
