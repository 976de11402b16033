import { type OAuthId, oauthIds } from '@/utils/base/oauth-names';

import { elevenMinutesLater } from '../support/app/eleven-minutes-later';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { newVisitor, OAUTH_ENV, oauthStandIns, type Visitor } from '../support/oauth/stand-ins';
import { until } from '../support/app/until';
import { comeBack, leaveFor, placeOf, visit } from '../support/oauth/visits';
import { mailsAbout } from '../support/user/account-owner';
import { newPerson, type Person } from '../support/user/person';

const standIns = oauthStandIns();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: OAUTH_ENV });
  app.authsignal.use(...standIns.handlers);
});
afterAll(() => app.close());

const signIn = (person: Person, provider: OAuthId, as: Visitor) =>
  visit(person, provider, { standIns, as });
const connect = (person: Person, provider: OAuthId, as: Visitor) =>
  visit(person, provider, { standIns, as, connect: 'true' });
const disconnect = (person: Person, provider: string) =>
  person.call('DELETE', `/api/connections/${provider}`, { headers: { Origin: app.url } });

const connectionsOf = async ({ address }: Person) => {
  const accounts = await app.db().account.findMany({ where: { user: { email: address } } });
  return accounts.map(({ provider }) => provider);
};

async function signedInByMail(): Promise<Person> {
  const person = newPerson(app);
  await person.signInByMail();
  return person;
}

describe.each(oauthIds)('with %s', (provider) => {
  test('a user connects an account at the same address, stays in the session, and signs in with it elsewhere', async () => {
    const ada = await signedInByMail();
    const elsewhere = newPerson(app);
    const visitor = newVisitor(ada.address);
    const before = await ada.session();
    expect(placeOf(await connect(ada, provider, visitor))).toBe('/');
    expect(await ada.session()).toMatchObject({ sid: before.sid, method: 'email' });
    expect(await connectionsOf(ada)).toEqual([provider]);

    await signIn(elsewhere, provider, visitor);
    expect(await elsewhere.session()).toMatchObject({ user: before.user, method: provider });
  });

  test('an account at another address is refused', async () => {
    const ada = await signedInByMail();
    const answer = await connect(ada, provider, newVisitor(newPerson(app).address));
    expect(placeOf(answer)).toBe('/?error=other_address');
    expect(await connectionsOf(ada)).toEqual([]);
    await connect(ada, provider, newVisitor(ada.address));
    expect(await connectionsOf(ada)).toEqual([provider]);
  });

  test('an account whose address the provider has not verified is refused, until it is', async () => {
    const ada = await signedInByMail();
    const visitor = newVisitor(ada.address, false);
    expect(placeOf(await connect(ada, provider, visitor))).toBe('/?error=address_not_verified');
    expect(await connectionsOf(ada)).toEqual([]);
    await connect(ada, provider, { ...visitor, isVerified: true });
    expect(await connectionsOf(ada)).toEqual([provider]);
  });

  test('a user whose address no mailed link has proved is refused, until one has', async () => {
    const ada = newPerson(app);
    const [other = 'google'] = oauthIds.filter((one) => one !== provider);
    await signIn(ada, other, newVisitor(ada.address));
    const visitor = newVisitor(ada.address);
    await ada.confirm(await ada.enrol());
    await ada.bring(await ada.browser.signIn());
    expect(placeOf(await connect(ada, provider, visitor))).toBe('/?error=address_not_proved');
    expect(await connectionsOf(ada)).toEqual([other]);
    await ada.signInByMail();
    await connect(ada, provider, visitor);
    expect((await connectionsOf(ada)).sort()).toEqual([...oauthIds]);
  });

  test('a sign-in by a provider, which asks nothing, is not enough to connect or disconnect one', async () => {
    const ada = newPerson(app);
    await signIn(ada, provider, newVisitor(ada.address));
    expect(await leaveFor(ada, provider, { connect: 'true' })).toMatch(/^\/signin\?confirm/);
    expect(await disconnect(ada, provider)).toMatchObject({
      status: 403,
      body: { error: 'reauthentication_required' },
    });
    expect(await connectionsOf(ada)).toEqual([provider]);
    await ada.signInByMail();
    expect(await disconnect(ada, provider)).toMatchObject({ status: 204 });
  });

  test('a newcomer by a provider creates a first passkey, and a further one after a proof', async () => {
    const ada = newPerson(app);
    await signIn(ada, provider, newVisitor(ada.address));
    expect(await ada.confirm(await ada.enrol())).toMatchObject({ status: 200 });
    expect(await ada.postJson('/api/auth/enroll-passkey', {})).toMatchObject({
      status: 403,
      body: { error: 'reauthentication_required' },
    });
    await ada.bring(await ada.browser.signIn());
    expect(await ada.postJson('/api/auth/enroll-passkey', {})).toMatchObject({ status: 200 });
  });

  test('an account that is connected to another user here stays with that user', async () => {
    const [ada, bob] = [await signedInByMail(), await signedInByMail()];
    const visitor = newVisitor(ada.address);
    await connect(ada, provider, visitor);
    const answer = await connect(bob, provider, { ...visitor, email: bob.address });
    expect(placeOf(answer)).toBe('/?error=connected_elsewhere');
    expect([await connectionsOf(ada), await connectionsOf(bob)]).toEqual([[provider], []]);

    expect(placeOf(await connect(ada, provider, visitor))).toBe('/');
    expect(await connectionsOf(ada)).toEqual([provider]);
  });

  test('a user whose sign-in is older than ten minutes confirms first', async () => {
    const ada = await signedInByMail();
    const later = await elevenMinutesLater(() => leaveFor(ada, provider, { connect: 'true' }));
    expect(later).toBe('/signin?confirm=&callbackUrl=%2F');
    expect(await leaveFor(ada, provider, { connect: 'true' })).toMatch(/^https:/);
  });

  test('a stranger’s URL connects nothing to a user who is about to connect', async () => {
    const [ada, mallory] = [await signedInByMail(), await signedInByMail()];
    const mallorys = await leaveFor(mallory, provider, { connect: 'true' });
    // Not even if the stranger has got the provider to vouch for the very address.
    const url = standIns.authorize(mallorys, newVisitor(ada.address));
    const adas = await leaveFor(ada, provider, { connect: 'true' });
    expect(placeOf(await comeBack(ada, url))).toBe('/?error=provider_failed');
    expect(await connectionsOf(ada)).toEqual([]);

    await comeBack(ada, standIns.authorize(adas, newVisitor(ada.address)));
    expect(await connectionsOf(ada)).toEqual([]);
    await connect(ada, provider, newVisitor(ada.address));
    expect(await connectionsOf(ada)).toEqual([provider]);
  });

  test('a session that has ended while its user was at the provider connects nothing', async () => {
    const ada = await signedInByMail();
    const visitor = newVisitor(ada.address);
    const address = await leaveFor(ada, provider, { connect: 'true' });
    await app.db().session.deleteMany({ where: { user: { email: ada.address } } });
    expect(placeOf(await comeBack(ada, standIns.authorize(address, visitor)))).toBe(
      '/?error=provider_failed',
    );
    expect(await connectionsOf(ada)).toEqual([]);

    await ada.signInByMail();
    await connect(ada, provider, visitor);
    expect(await connectionsOf(ada)).toEqual([provider]);
  });

  test('a session that another user has opened meanwhile connects nothing to theirs', async () => {
    const [ada, bob] = [await signedInByMail(), newPerson(app)];
    const address = await leaveFor(ada, provider, { connect: 'true' });
    await bob.askForLink();
    await ada.follow(bob.newestLink());
    expect(await ada.session()).toMatchObject({ user: { email: bob.address } });
    await comeBack(ada, standIns.authorize(address, newVisitor(bob.address)));
    expect(await connectionsOf(bob)).toEqual([]);

    await connect(ada, provider, newVisitor(bob.address));
    expect(await connectionsOf(bob)).toEqual([provider]);
  });

  test('a user who wanted to connect, and then to sign in, signs in', async () => {
    const ada = await signedInByMail();
    const visitor = newVisitor(newPerson(app).address);
    await leaveFor(ada, provider, { connect: 'true' });
    await signIn(ada, provider, visitor);
    expect(await ada.session()).toMatchObject({ user: { email: visitor.email }, method: provider });
  });

  test('a form without its token connects nothing, and with it, it does', async () => {
    const ada = await signedInByMail();
    const forged = { csrfToken: 'forged', connect: 'true' };
    expect(await leaveFor(ada, provider, forged)).toMatch(/^\/\?error=form_expired/);
    expect(placeOf(await connect(ada, provider, newVisitor(ada.address)))).toBe('/');
  });

  test('a user disconnects: the account signs in no more, and the sessions that it opened end', async () => {
    const [ada, elsewhere] = [await signedInByMail(), newPerson(app)];
    const visitor = newVisitor(ada.address);
    await connect(ada, provider, visitor);
    await signIn(elsewhere, provider, visitor);
    expect(await elsewhere.session()).toMatchObject({ method: provider });

    const later = await elevenMinutesLater(() => disconnect(ada, provider));
    expect([later.status, later.body.error]).toEqual([403, 'reauthentication_required']);
    expect(await elsewhere.session()).toMatchObject({ method: provider });

    expect((await disconnect(ada, provider)).status).toBe(204);
    expect(await elsewhere.session()).toEqual({});
    expect(placeOf(await signIn(elsewhere, provider, visitor))).toBe('/signin?error=address_taken');
    expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
  });
});

test('a user disconnects what is theirs, and nothing of another user', async () => {
  const [ada, bob] = [await signedInByMail(), await signedInByMail()];
  await connect(ada, 'github', newVisitor(ada.address));
  await connect(bob, 'google', newVisitor(bob.address));
  expect((await disconnect(bob, 'github')).status).toBe(404);
  expect((await disconnect(bob, 'nonsense')).status).toBe(404);
  expect([await connectionsOf(ada), await connectionsOf(bob)]).toEqual([['github'], ['google']]);
  expect((await disconnect(bob, 'google')).status).toBe(204);
  expect(await connectionsOf(bob)).toEqual([]);
});

test('a user is mailed when an account is opened with their address, connected and disconnected, with whose and from where', async () => {
  const [ada, bob] = [newPerson(app), await signedInByMail()];
  await signIn(ada, 'google', newVisitor(ada.address));
  await until(() => mailsAbout(ada, 'An account was opened') === 1);
  const [opened] = ada.mails();
  expect(opened?.text).toContain('With: Google');
  expect(opened?.text).toContain(ada.clientAddress);
  await signIn(ada, 'google', newVisitor(ada.address));

  await connect(bob, 'github', newVisitor(newPerson(app).address));
  await connect(bob, 'github', newVisitor(bob.address));
  await until(() => mailsAbout(bob, 'connected to your account') === 1);
  expect(bob.mails()[0]?.text).toContain('With: GitHub');
  await disconnect(bob, 'github');
  await until(() => mailsAbout(bob, 'disconnected from your account') === 1);
  await app.mailsHaveLeft();
  // The mailed link is the third.
  expect([ada.mails().length, bob.mails().length]).toEqual([1, 3]);
});

test('if the mail cannot be stored, the account is connected all the same, and the log says so', async () => {
  const ada = await signedInByMail();
  const lost = jest.spyOn(app.db().accountMail, 'createMany').mockRejectedValue(new Error('out'));
  await connect(ada, 'github', newVisitor(ada.address));
  lost.mockRestore();
  expect(await connectionsOf(ada)).toEqual(['github']);
  expect(app.logLines.some((line) => line.includes('change_mail_lost'))).toBe(true);
  expect(ada.mails()).toHaveLength(1);
});
