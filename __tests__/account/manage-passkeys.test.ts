import { http, HttpResponse } from 'msw';

import { callsDuring } from '../support/authsignal/calls';
import { failures, serverApi } from '../support/authsignal/failures';
import { elevenMinutesLater } from '../support/app/eleven-minutes-later';
import { logLines } from '../support/app/captured-pino';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { until } from '../support/app/until';

let app: TestApp;
let ada: Person;
let bob: Person;
let bobsBefore: unknown;

beforeAll(async () => {
  app = await startTestApp();
  ada = await personWithPasskey(app);
  bob = await personWithPasskey(app);
  await rename(bob, await idOf(bob), 'Bob’s laptop');
  // The mail about his passkey comes on its own.
  await until(() => bob.mails().length === 2);
  bobsBefore = await allOf(bob);
});
// Whatever the others do, what Bob has stays as it was.
afterEach(async () => {
  app.authsignal.resetHandlers();
  expect(await allOf(bob)).toEqual(bobsBefore);
});
afterAll(() => app.close());

const allOf = async (person: Person) => ({
  passkeys: await person.passkeys(),
  sessions: (await person.call('GET', '/api/sessions')).body,
  mails: app.mailbox.mails().filter(({ to }) => to.includes(person.address)).length,
});
const idOf = async (person: Person) => (await person.passkeys())[0]?.id ?? 'none';
const rename = (person: Person, id: string, name: unknown) =>
  person.sendJson('PATCH', `/api/passkeys/${encodeURIComponent(id)}`, { name });
const remove = (person: Person, id: string) =>
  person.call('DELETE', `/api/passkeys/${encodeURIComponent(id)}`, {
    headers: { Origin: app.url },
  });

const events = (event: string) =>
  logLines
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((x) => x.event === event);

test('a passkey is called as its owner likes, in any language, without blanks around it', async () => {
  const id = await idOf(ada);
  const names = [
    'Work laptop',
    'ноутбук',
    '仕事用 💻',
    'کلید\u200cمن',
    'Телефон 👩\u200d💻',
    'x'.repeat(60),
    '💻'.repeat(60),
  ];
  for (const name of names) {
    expect(await rename(ada, id, ` ${name} `)).toMatchObject({ status: 200, body: { id, name } });
  }
  expect(await ada.passkeys()).toMatchObject([{ id, name: names.at(-1) }]);
});

const noNames = {
  nothing: '',
  blanks: ' \u3000 ',
  'nothing that can be seen': '\u200b\u2060',
  'a letter that is a blank': '\u3164',
  'a sign that is a blank': '\u2800\u2800',
  'a space without width': 'Pass\u200Bkey',
  '61 characters': 'x'.repeat(61),
  'a line break': 'Work\nlaptop',
  'a null character': 'Work\u0000',
  'a line separator': 'Work\u2028laptop',
  'text turned round': '\u202eptopal',
  'an override that is turned off again': '\u2066Work\u2069',
  'a mark of direction from left to right': 'Work\u200e laptop',
  'a mark of direction from right to left': 'Work\u200f laptop',
  'a mark of direction of Arabic letters': 'Work\u061c laptop',
  'half a character': 'Work \ud83d',
};

test(`no name for a passkey: ${Object.keys(noNames).join(', ')}`, async () => {
  const id = await idOf(ada);
  await rename(ada, id, 'As it was');
  const refusal = { status: 422, body: { error: 'bad_passkey_name' } };
  const calls = await callsDuring(app, async () => {
    const tries = Object.entries(noNames).map(async ([what, name]) => {
      expect([what, await rename(ada, id, name)]).toMatchObject([what, refusal]);
    });
    await Promise.all(tries);
  });
  expect(calls).toEqual([]);
  expect(await ada.passkeys()).toMatchObject([{ name: 'As it was' }]);
});

test('a body without a name names nothing', async () => {
  const path = `/api/passkeys/${await idOf(ada)}`;
  const refusal = { status: 400, body: { error: 'invalid_request' } };
  for (const body of [{}, null, [], { name: 1 }, { name: ['Work'] }]) {
    expect(await ada.sendJson('PATCH', path, body)).toMatchObject(refusal);
  }
});

test('a passkey is removed, its name too, and the mail still signs in', async () => {
  const eve = await personWithPasskey(app);
  const id = await idOf(eve);
  await rename(eve, id, 'Old phone');
  expect(await app.db().passkeyName.count({ where: { authenticatorId: id } })).toBe(1);

  expect(await remove(eve, id)).toMatchObject({ status: 204 });
  expect(await eve.passkeys()).toEqual([]);
  expect(await app.db().passkeyName.count({ where: { authenticatorId: id } })).toBe(0);
  await expect(eve.browser.signIn()).rejects.toThrow('unknown_credential');
  await eve.askForLink();
  await eve.follow(eve.newestLink());
  expect(await eve.session()).toMatchObject({ method: 'email' });
});

test('names go with their person', async () => {
  const eve = await personWithPasskey(app);
  const id = await idOf(eve);
  await rename(eve, id, 'Phone');
  await app.db().user.delete({ where: { email: eve.address } });
  expect(await app.db().passkeyName.count({ where: { authenticatorId: id } })).toBe(0);
});

test('each change leaves one line in the log, with ids alone', async () => {
  const eve = await personWithPasskey(app);
  const authenticatorId = await idOf(eve);
  const { user } = await eve.session();
  logLines.length = 0;
  await rename(eve, authenticatorId, 'A secret name');
  await remove(eve, authenticatorId);

  for (const event of ['passkey_renamed', 'passkey_removed']) {
    expect(events(event)).toEqual([
      {
        event,
        level: expect.any(Number),
        time: expect.any(String),
        requestId: expect.any(String),
        route: '/api/passkeys/*',
        client: expect.any(String),
        userId: (user as { id: string }).id,
        authenticatorId,
      },
    ]);
  }
  expect(logLines.join()).not.toContain('A secret name');
});

test("another person's passkey can be neither named nor removed, nor told from none", async () => {
  const [theirs, none] = [await idOf(bob), '00000000-0000-4000-8000-000000000000'];
  const calls = await callsDuring(app, async () => {
    for (const change of [
      (id: string) => rename(ada, id, 'Mine'),
      (id: string) => remove(ada, id),
    ]) {
      const [first, second] = [await change(theirs), await change(none)];
      expect(first).toMatchObject({ status: 404, body: { error: 'not_found' } });
      expect(first.body).toEqual(second.body);
    }
  });
  expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(await rename(ada, await idOf(ada), 'Mine')).toMatchObject({ status: 200 });
});

test('an id that is a path goes nowhere', async () => {
  const { user } = await bob.session();
  const ids = [`../../${(user as { id: string }).id}`, `${await idOf(ada)}/../..`, '%2e%2e'];
  const calls = await callsDuring(app, async () => {
    for (const id of ids) expect(await remove(ada, id)).toMatchObject({ status: 404 });
  });
  expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('ten minutes after a sign-in a passkey is named no more, and removed by a passkey only', async () => {
  const eve = await personWithPasskey(app);
  const id = await idOf(eve);
  const calls = await callsDuring(app, async () => {
    expect(await elevenMinutesLater(() => remove(eve, id))).toMatchObject({
      status: 401,
      body: { error: 'confirmation_required' },
    });
    expect(await elevenMinutesLater(() => rename(eve, id, 'Swapped'))).toMatchObject({
      status: 403,
      body: { error: 'reauthentication_required' },
    });
  });
  expect(calls).toMatchObject([{ method: 'POST', path: expect.stringMatching(/remove-passkey$/) }]);
  expect(await rename(eve, id, 'Named in time')).toMatchObject({ status: 200 });
  expect(await remove(eve, id)).toMatchObject({ status: 204 });
});

test('another site changes no passkey, and nobody does without a session', async () => {
  const id = await idOf(ada);
  const path = `/api/passkeys/${id}`;
  const before = await ada.passkeys();
  const evil = { Origin: 'https://evil.example' };
  expect(await ada.call('DELETE', path, { headers: evil })).toMatchObject({ status: 403 });
  expect(await ada.sendJson('PATCH', path, { name: 'X' }, evil)).toMatchObject({ status: 403 });
  expect(await rename(newPerson(app), id, 'X')).toMatchObject({ status: 401 });
  expect(await remove(newPerson(app), id)).toMatchObject({ status: 401 });
  expect((await ada.call('GET', path)).headers.get('allow')).toBe('PATCH, DELETE');
  expect(await ada.passkeys()).toEqual(before);
});

const kinds = ['refused', 'answering 500', 'answering nothing'] as const;

test.each(kinds)('while Authsignal is %s, nothing is changed', async (name) => {
  const id = await idOf(ada);
  const before = await ada.passkeys();
  app.authsignal.use(...serverApi(failures[name]));
  const out = { status: 503, body: { error: 'passkeys_unavailable' } };
  expect(await rename(ada, id, 'Never')).toMatchObject(out);
  expect(await remove(ada, id)).toMatchObject(out);

  app.authsignal.resetHandlers();
  expect(await ada.passkeys()).toEqual(before);
});

test('a passkey that was removed a moment before counts as removed, a missing API does not', async () => {
  const eve = await personWithPasskey(app);
  const id = await idOf(eve);
  const url = 'https://authsignal.test/v1/users/:userId/authenticators/:id';
  const answer = (body: Response) => app.authsignal.use(http.delete(url, () => body));
  answer(HttpResponse.html('<h1>Not found</h1>', { status: 404 }));
  expect(await remove(eve, id)).toMatchObject({ status: 503 });

  answer(HttpResponse.json({ error: 'not_found' }, { status: 404 }));
  expect(await remove(eve, id)).toMatchObject({ status: 204 });
});

test('who names a passkey while their account is deleted is signed out, as everywhere', async () => {
  const eve = await personWithPasskey(app);
  const id = await idOf(eve);
  expect(await rename(eve, id, 'Phone')).toMatchObject({ status: 200 });
  const url = 'https://authsignal.test/v1/users/:userId/authenticators';
  app.authsignal.use(http.get(url, () => deleteUser(eve)));

  expect(await rename(eve, id, 'Laptop')).toMatchObject({ status: 401 });
  expect(await eve.session()).toEqual({});
});

/** Leaves the answer to the emulator. Called twice if the SDK repeats its request. */
const deleteUser = async ({ address }: Person) =>
  void (await app.db().user.deleteMany({ where: { email: address } }));
