import { type OAuthId, oauthIds, oauthNames } from '@/utils/base/oauth-names';

import { startTestApp, type TestApp } from '../support/app/test-app';
import { newVisitor, OAUTH_ENV, oauthStandIns, type Visitor } from '../support/oauth/stand-ins';
import { comeBack, leaveFor, placeOf, visit } from '../support/oauth/visits';
import { newPerson, type Person } from '../support/user/person';

const standIns = oauthStandIns();
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: OAUTH_ENV });
  app.authsignal.use(...standIns.handlers);
});
afterAll(() => app.close());

const NOBODY = {};

const signIn = (person: Person, provider: OAuthId, as: Visitor) =>
  visit(person, provider, { standIns, as });
const accountsOf = ({ address }: Person) => app.db().user.count({ where: { email: address } });
const idOf = async (person: Person) => Object(await person.session()).user.id;
const logged = (event: string) =>
  app.logLines
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((line) => line.event === event);

test('a client that starts more than 120 visits to a provider in an hour is told to wait, and another is not', async () => {
  const eve = newPerson(app);
  await eve.openForm();
  const start = async (person: Person) =>
    (await person.postForm('/api/auth/signin/github', { callbackUrl: '/' })).status;
  const starts = await Promise.all(Array.from({ length: 121 }, () => start(eve)));
  expect(starts.filter((status) => status === 429)).toHaveLength(1);
  expect(await start(newPerson(app))).toBe(302);
});

describe.each(oauthIds)('with %s', (provider) => {
  test('a first sign-in makes an account, and the session says by what it was opened', async () => {
    const ada = newPerson(app);
    const answer = await signIn(ada, provider, newVisitor(ada.address));
    expect([answer.status, placeOf(answer)]).toEqual([302, `${app.url}/`]);

    expect(await ada.session()).toMatchObject({ user: { email: ada.address }, method: provider });
    const { sessions } = (await ada.call('GET', '/api/sessions')).body;
    expect(sessions).toEqual([expect.objectContaining({ method: provider, current: true })]);
    expect(await accountsOf(ada)).toBe(1);
    const userId = await idOf(ada);
    expect(logged('sign_in_succeeded')).toContainEqual(
      expect.objectContaining({ method: provider, userId }),
    );
  });

  test('the next sign-in leads to the same account, also from another browser, and after a change of address', async () => {
    const [ada, elsewhere] = [newPerson(app), newPerson(app)];
    const visitor = newVisitor(ada.address);
    await signIn(ada, provider, visitor);
    await signIn(elsewhere, provider, { ...visitor, email: elsewhere.address });
    expect((await elsewhere.session()).user).toEqual((await ada.session()).user);
    expect(await accountsOf(elsewhere)).toBe(0);
  });

  test('a sign-in in a new browser is mailed to the owner, with the name of the provider, and the first is not', async () => {
    const [ada, elsewhere] = [newPerson(app), newPerson(app)];
    const visitor = newVisitor(ada.address);
    const newsOf = () => ada.mails().filter(({ subject }) => subject.includes('new browser'));
    await signIn(ada, provider, visitor);
    await app.mailsHaveLeft();
    expect(newsOf()).toEqual([]);
    await signIn(elsewhere, provider, visitor);
    await app.mailsHaveLeft();
    expect(newsOf().map(({ text }) => text)).toEqual([
      expect.stringContaining(`With: ${oauthNames[provider]}`),
    ]);
  });

  test('an address that the provider has not verified opens no account, until it is', async () => {
    const ada = newPerson(app);
    const visitor = newVisitor(ada.address);
    const answer = await signIn(ada, provider, { ...visitor, isVerified: false });
    expect(placeOf(answer)).toBe('/signin?error=address_not_verified');
    expect([await ada.session(), await accountsOf(ada)]).toEqual([NOBODY, 0]);
    expect(logged('sign_in_refused').at(-1)).toMatchObject({
      method: provider,
      reason: 'address_not_verified',
    });

    await signIn(ada, provider, visitor);
    expect(await ada.session()).toMatchObject({ method: provider });
  });

  test('an address that has an account already opens none, and the owner of the mailbox still does', async () => {
    const [owner, other] = [newPerson(app), newPerson(app)];
    await owner.signInByMail();
    const answer = await signIn(other, provider, newVisitor(owner.address));
    expect(placeOf(answer)).toBe('/signin?error=address_taken');
    expect(await other.session()).toEqual(NOBODY);

    await owner.signInByMail();
    expect(await owner.session()).toMatchObject({ method: 'email' });
  });

  test('a URL that leads back opens no session in the browser of another user', async () => {
    const [ada, mallory] = [newPerson(app), newPerson(app)];
    const url = standIns.authorize(await leaveFor(mallory, provider), newVisitor(mallory.address));
    await leaveFor(ada, provider);
    expect(placeOf(await comeBack(ada, url))).toBe('/signin?error=provider_failed');
    expect(await ada.session()).toEqual(NOBODY);

    await signIn(ada, provider, newVisitor(ada.address));
    expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
  });

  test('a code that was taken from another user opens nothing with a state of one’s own', async () => {
    const [ada, mallory] = [newPerson(app), newPerson(app)];
    const adas = new URL(
      standIns.authorize(await leaveFor(ada, provider), newVisitor(ada.address)),
    );
    const own = new URL(
      standIns.authorize(await leaveFor(mallory, provider), newVisitor(mallory.address)),
    );
    own.searchParams.set('code', adas.searchParams.get('code') ?? '');
    expect(placeOf(await comeBack(mallory, own.href))).toBe('/signin?error=provider_failed');
    expect(await mallory.session()).toEqual(NOBODY);

    await signIn(mallory, provider, newVisitor(mallory.address));
    expect(await mallory.session()).toMatchObject({ user: { email: mallory.address } });
  });

  test('a URL that has led back once does so no more', async () => {
    const ada = newPerson(app);
    const url = standIns.authorize(await leaveFor(ada, provider), newVisitor(ada.address));
    await comeBack(ada, url);
    expect(await ada.session()).toMatchObject({ method: provider });
    await ada.postForm('/api/auth/signout', {});
    await comeBack(ada, url);
    expect(await ada.session()).toEqual(NOBODY);
  });

  test('a sign-in connects nothing to the account of the session before it, and ends that session', async () => {
    const [ada, bob] = [newPerson(app), newPerson(app)];
    await ada.signInByMail();
    const cookies = await ada.cookies();
    await signIn(ada, provider, newVisitor(bob.address));
    expect(await ada.session()).toMatchObject({ user: { email: bob.address } });
    const before = await fetch(`${app.url}/api/auth/session`, { headers: { Cookie: cookies } });
    expect(await before.json()).toEqual(NOBODY);
    const where = { user: { email: ada.address } };
    expect(await app.db().account.count({ where })).toBe(0);
  });

  test('of the tokens that the provider hands out, none is kept', async () => {
    const ada = newPerson(app);
    const { id } = newVisitor(ada.address);
    await signIn(ada, provider, { ...newVisitor(ada.address), id });
    const where = { provider_providerAccountId: { provider, providerAccountId: id } };
    expect(await app.db().account.findUnique({ where })).toMatchObject({
      access_token: null,
      refresh_token: null,
      id_token: null,
    });
  });

  test('a form without its token leads to no provider, and with it, it does', async () => {
    const ada = newPerson(app);
    const forged = await ada.postForm(`/api/auth/signin/${provider}`, { csrfToken: 'forged' });
    expect(placeOf(forged)).toMatch(/^\/signin\?error=form_expired/);
    expect(await leaveFor(ada, provider)).toMatch(/^https:\/\/(github|accounts\.google)\.com\//);
  });

  test('what leads back is a GET, and goes on to nothing that its URL names', async () => {
    const ada = newPerson(app);
    const url = standIns.authorize(await leaveFor(ada, provider), newVisitor(ada.address));
    const { pathname, search } = new URL(`${url}&callbackUrl=/?delete`);
    for (const method of ['HEAD', 'POST']) {
      const init = { method, headers: { Cookie: await ada.cookies() } };
      const { status, headers } = await fetch(app.url + pathname + search, init);
      expect([status, headers.get('allow')]).toEqual([405, 'GET']);
    }
    expect(placeOf(await ada.call('GET', pathname + search))).toBe(`${app.url}/`);
  });

  test('a user who presses Cancel there is told, and can try again', async () => {
    const ada = newPerson(app);
    await leaveFor(ada, provider);
    const answer = await ada.call('GET', `/api/auth/callback/${provider}?error=access_denied`);
    expect(placeOf(answer)).toBe('/signin?error=provider_failed');
    await signIn(ada, provider, newVisitor(ada.address));
    expect(await ada.session()).toMatchObject({ method: provider });
  });
});
