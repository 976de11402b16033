import { startTestApp, type TestApp } from '../support/app/test-app';
import { newVisitor, OAUTH_ENV, oauthStandIns } from '../support/oauth/stand-ins';
import { leaveFor, visit } from '../support/oauth/visits';
import { newPerson } from '../support/user/person';

const standIns = oauthStandIns();
const { GITHUB_ID, GITHUB_SECRET } = OAUTH_ENV;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { GITHUB_ID, GITHUB_SECRET } });
  app.authsignal.use(...standIns.handlers);
});
afterAll(() => app.close());

test('GitHub signs in where its variables are set, and Google does not where its own are missing', async () => {
  const ada = newPerson(app);
  await visit(ada, 'github', { standIns, as: newVisitor(ada.address) });
  expect(await ada.session()).toMatchObject({ method: 'github' });

  const bob = newPerson(app);
  expect((await bob.postForm('/api/auth/signin/google', {})).status).toBe(404);
  expect((await bob.call('GET', '/api/auth/callback/google?code=a&state=b')).status).toBe(405);
  expect(await leaveFor(bob, 'github')).toMatch(/^https:\/\/github\.com\/login\/oauth\/authorize/);
});
