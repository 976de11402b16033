import { newPerson, type Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { until } from '../support/app/until';

jest.mock('@/utils/site', () => ({
  ...jest.requireActual('@/utils/site'),
  ACCOUNT_PATH: '/account',
}));

let app: TestApp;
let ada: Person;
beforeAll(async () => {
  app = await startTestApp();
  ada = newPerson(app);
  const callbackUrl = 'https://elsewhere.example/';
  await ada.postForm('/api/auth/signin/email', { email: ada.address, callbackUrl });
});
afterAll(() => app.close());

// One constant says where the account page is; every way to it follows.

test('a sign-in that may not go on to where it was asked for leads to the account page', async () => {
  const { headers } = await ada.follow(ada.newestLink());
  expect(headers.get('location')).toBe(`${app.url}/account`);
});

test('password managers and mails lead there too', async () => {
  const account = `${app.url}/account`;
  const { body } = await ada.call('GET', '/api/well-known/passkey-endpoints');
  expect(body).toEqual({ enroll: account, manage: account });

  await ada.confirm(await ada.enrol());
  await until(() => ada.mails().length === 2);
  expect(ada.mails()[0]?.text).toMatch(new RegExp(`${account}$`, 'm'));
});

test('a sign-out that came to nothing is told of there', async () => {
  const { headers } = await ada.call('POST', '/api/auth/signout');
  expect(headers.get('location')).toBe('/account?error=form_expired');
});
