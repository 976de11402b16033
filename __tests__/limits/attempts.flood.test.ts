import { callsDuring } from '../support/authsignal/calls';
import { failures, serverApi } from '../support/authsignal/failures';
import { BAD_TOKEN, besides, inTurn, limited, statusesOf } from '../support/app/limits';
import { ask, askAndConfirm } from '../support/user/confirm';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { eventually } from '../support/app/until';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => app.authsignal.resetHandlers());
afterAll(() => app.close());

/** Nobody has mailed it. */
function badLinkTo({ address }: Person, more: object = {}): string {
  const fields = { token: '0'.repeat(64), email: address, callbackUrl: '/', ...more };
  return `${app.url}/signin/confirm?${new URLSearchParams(fields)}`;
}

test('an address in X-Forwarded-For that the client wrote itself changes nothing', async () => {
  const eve = newPerson(app);
  const bring = (invented: string) =>
    newPerson(app, eve.browser, `${invented}, ${eve.clientAddress}`).bring(BAD_TOKEN);
  await inTurn(30, (index) => bring(`192.0.2.${index}`));
  expect(await bring('192.0.2.99')).toMatchObject({ status: 429 });
  expect(await newPerson(app).bring(BAD_TOKEN)).toMatchObject({ status: 401 });
});

test('a proxy that names the port of each connection changes nothing', async () => {
  const bringFrom = (address: string) => newPerson(app, undefined, address).bring(BAD_TOKEN);
  await inTurn(30, (index) => bringFrom(`198.51.100.7:${50_000 + index}`));
  expect(await bringFrom('198.51.100.7:4711')).toMatchObject({ status: 429 });
  expect(await bringFrom('198.51.100.8:4711')).toMatchObject({ status: 401 });

  await inTurn(30, (index) => bringFrom(`[2001:db8:0:4::1]:${50_000 + index}`));
  expect(await bringFrom('[2001:db8:0:4::1]:4711')).toMatchObject({ status: 429 });
  expect(await bringFrom('[2001:db8:0:5::1]:4711')).toMatchObject({ status: 401 });
});

test('an IPv6 network is one client, and so is an IPv4 address, in any spelling', async () => {
  const bringFrom = (address: string) => newPerson(app, undefined, address).bring(BAD_TOKEN);
  await inTurn(30, (index) => bringFrom(`2001:db8:0:2::${index}`));
  expect(await bringFrom('2001:0DB8::2:ffff:0:0:1')).toMatchObject({ status: 429 });
  expect(await bringFrom('2001:db8:0:3::1')).toMatchObject({ status: 401 });

  await inTurn(30, () => bringFrom('192.0.2.7'));
  expect(await bringFrom('::ffff:192.0.2.7')).toMatchObject({ status: 429 });
  expect(await bringFrom('192.0.2.8')).toMatchObject({ status: 401 });
});

test('a hundred bad tokens at the same moment: thirty are looked at', async () => {
  const eve = newPerson(app);
  const visits = Array.from({ length: 100 }, () => besides(app, eve));
  const calls = await callsDuring(app, async () => {
    const answers = await Promise.all(visits.map((visit) => visit.bring(BAD_TOKEN)));
    const looked = answers.filter(({ status }) => status === 401);
    expect(looked).toHaveLength(30);
    // On a slow machine some have waited for too long.
    expect([401, 429, 503]).toEqual(expect.arrayContaining(statusesOf(answers)));
  });
  expect(calls).toHaveLength(30);
});

test('more good sign-ins at the same moment than may be bad all come through', async () => {
  const ada = await personWithPasskey(app);
  const visits = Array.from({ length: 35 }, () => besides(app, ada));
  const tokens = await inTurn(35, () => ada.browser.signIn());
  const answers = await Promise.all(visits.map((visit, index) => visit.bring(tokens[index] ?? '')));
  expect(statusesOf(answers)).toEqual([200]);
});

test('neither good sign-ins count nor those that nobody could check', async () => {
  const ada = await personWithPasskey(app);
  const visit = newPerson(app, ada.browser);
  const bring = async () => (await visit.bring(await ada.browser.signIn())).status;
  expect(new Set(await inTurn(35, bring))).toEqual(new Set([200]));

  app.authsignal.use(...serverApi(failures.refused));
  expect(new Set(await inTurn(35, bring))).toEqual(new Set([503]));
  app.authsignal.resetHandlers();
  expect(await bring()).toBe(200);
});

test('one person names and removes passkeys sixty times an hour, and others go on', async () => {
  const [ada, bob] = [await personWithPasskey(app), await personWithPasskey(app)];
  const remove = (person: Person, id: string) =>
    person.sendJson('DELETE', `/api/passkeys/${id}`, {});
  const calls = await callsDuring(app, async () => {
    const answers = await inTurn(61, () => remove(ada, 'nobodys'));
    expect(answers.map(({ status }) => status)).toEqual([...Array(60).fill(404), 429]);
    expect(answers.at(-1)).toMatchObject(limited);
  });
  expect(await callsDuring(app, () => remove(ada, 'nobodys'))).toEqual([]);
  expect(calls).not.toEqual([]);
  expect(await ada.sendJson('PATCH', '/api/passkeys/nobodys', { name: 'Phone' })).toMatchObject(
    limited,
  );
  const [{ id } = { id: '' }] = await bob.passkeys();
  expect(await remove(bob, id)).toMatchObject({ status: 204 });
});

test('one session asks sixty times an hour before sensitive actions, and others of its user go on', async () => {
  const ada = await personWithPasskey(app);
  const download = { method: 'POST', path: '/api/account/data' };
  const asked = await inTurn(60, () => ask(ada, download));
  expect(statusesOf(asked)).toEqual([401]);
  const calls = await callsDuring(app, async () => {
    expect(await ask(ada, download)).toMatchObject(limited);
  });
  expect(calls).toEqual([]);

  const phone = newPerson(app, ada.browser);
  await phone.bring(await ada.browser.signIn());
  expect(await askAndConfirm(phone, download)).toMatchObject({ status: 200 });
});

test.each([
  ['as a browser does', {}, 302],
  ['as a script does', { json: 'true' }, 401],
])(
  'a client that brings many bad links %s is told to wait, and good links do not count',
  async (_how, asked, status) => {
    const [eve, ada] = [newPerson(app), newPerson(app)];
    const bad = badLinkTo(ada, asked);
    await besides(app, eve).askForLink(eve.address);
    await besides(app, eve).follow(`${eve.newestLink()}&${new URLSearchParams(asked)}`);
    const refused = await inTurn(30, () => besides(app, eve).follow(bad));
    expect(statusesOf(refused)).toEqual([status]);
    expect(await besides(app, eve).follow(bad)).toMatchObject(limited);

    await ada.askForLink();
    await besides(app, eve).follow(ada.newestLink());
    await ada.follow(ada.newestLink());
    expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
  },
);

test('good links that a crowd brings at once, more than may still be bad, all work in the end', async () => {
  const eve = newPerson(app);
  await inTurn(25, () => besides(app, eve).follow(badLinkTo(eve)));
  const crowd = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const person = newPerson(app);
      await person.askForLink();
      return { ...besides(app, eve), link: person.newestLink() };
    }),
  );

  const answers = await Promise.all(crowd.map(({ follow, link }) => follow(link)));
  const refused = crowd.filter((_visit, index) => answers[index]?.status === 429);
  expect(refused).not.toEqual([]);
  // What was good is given back after its answer, and a refusal is remembered for a second.
  for (const { follow, link } of refused)
    await eventually(async () => expect((await follow(link)).status).not.toBe(429));
  const sessions = await Promise.all(crowd.map(({ session }) => session()));
  expect(sessions.filter(({ user }) => user)).toHaveLength(10);
});
