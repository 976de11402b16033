import { startTestApp, type TestApp } from '../support/app/test-app';
import { newVisitor, OAUTH_ENV, oauthStandIns } from '../support/oauth/stand-ins';
import { comeBack, leaveFor, visit } from '../support/oauth/visits';
import { newPerson, type Person } from '../support/user/person';

const standIns = oauthStandIns();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: OAUTH_ENV });
  app.authsignal.use(...standIns.handlers);
});
afterAll(() => app.close());

const methodsOf = async (person: Person) => {
  const { sessions } = Object((await person.call('GET', '/api/sessions')).body);
  return sessions.map(({ method }: { method: string }) => method);
};

test('of a disconnection and sign-ins at the same moment no session remains, at whatever moment it comes', async () => {
  const ada = newPerson(app);
  await ada.signInByMail();
  const visitor = newVisitor(ada.address);
  for (let round = 0; round < 10; round += 1) {
    await visit(ada, 'github', { standIns, as: visitor, connect: 'true' });
    const others = Array.from({ length: 4 }, () => newPerson(app));
    const urls = await Promise.all(
      others.map(async (one) => standIns.authorize(await leaveFor(one, 'github'), visitor)),
    );
    const signIns = others.map((one, index) => comeBack(one, urls[index] ?? ''));
    // The more of them are done, the later the round is.
    await Promise.all(signIns.slice(0, round % 4));
    await ada.call('DELETE', '/api/connections/github', { headers: { Origin: app.url } });
    await Promise.all(signIns);
    expect(await methodsOf(ada)).toEqual(['email']);
  }
  await visit(ada, 'github', { standIns, as: visitor, connect: 'true' });
  await visit(newPerson(app), 'github', { standIns, as: visitor });
  expect((await methodsOf(ada)).sort()).toEqual(['email', 'github']);
});

test('of first sign-ins with one account at the same moment, one account comes', async () => {
  const ada = newPerson(app);
  const visitor = newVisitor(ada.address);
  const browsers = Array.from({ length: 6 }, () => newPerson(app));
  await Promise.all(browsers.map((one) => visit(one, 'google', { standIns, as: visitor })));
  expect(await app.db().user.count({ where: { email: ada.address } })).toBe(1);
  await visit(ada, 'google', { standIns, as: visitor });
  expect(await ada.session()).toMatchObject({ user: { email: ada.address }, method: 'google' });
});
