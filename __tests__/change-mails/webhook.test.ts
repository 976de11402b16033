import { refuse } from '../support/faults/faults';
import { newPerson, type Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { bringEvent, eventOf, signatureOf, userIdOf } from '../support/authsignal/webhooks';

const CREATED = 'authenticator.created';

let app: TestApp;
let ada: Person;
let adaId: string;
beforeAll(async () => {
  app = await startTestApp();
  ada = newPerson(app);
  await ada.signInByMail();
  adaId = await userIdOf(ada);
});
beforeEach(() => app.mailbox.clear());
afterAll(() => app.close());

const now = () => Math.floor(Date.now() / 1000);
const signed = (body: string, { key = app.secretKey, time = now() } = {}) =>
  signatureOf(body, { key, time });

test('a signed event is answered with 204 and no body, and its person reads of it', async () => {
  const answer = await bringEvent(app, eventOf(CREATED, adaId));
  expect(answer.status).toBe(204);
  expect(await answer.text()).toBe('');
  expect(ada.mails()).toHaveLength(1);
});

test.each(['smtp', 'database'] as const)(
  'while the %s is out, Authsignal is to send the event again, and one mail leaves then',
  async (part) => {
    const event = eventOf(CREATED, adaId);
    const answer = await app[part].during(refuse, () => bringEvent(app, event));
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ error: 'service_unavailable' });
    expect(ada.mails()).toEqual([]);

    expect((await bringEvent(app, event)).status).toBe(204);
    expect((await bringEvent(app, event)).status).toBe(204);
    expect(ada.mails()).toHaveLength(1);
  },
);

test.each<[string, (body: string) => string | undefined]>([
  ['no signature', () => undefined],
  ['nothing in it', () => ''],
  ['a signature by another key', (body) => `t=${now()},v2=${signed(body, { key: 'another' })}`],
  ['a signature of another body', (body) => `t=${now()},v2=${signed(`${body} `)}`],
  ['a signature for another time', (body) => `t=${now()},v2=${signed(body, { time: now() - 1 })}`],
  ['half a signature', (body) => `t=${now()},v2=${signed(body).slice(0, 20)}`],
  ['a signature of an older kind', (body) => `t=${now()},v1=${signed(body)}`],
  ['no time', (body) => `v2=${signed(body)}`],
  ['two times', (body) => `t=${now()},t=${now() - 9},v2=${signed(body)}`],
  [
    'six minutes of age',
    (body) => {
      const time = now() - 360;
      return `t=${time},v2=${signed(body, { time })}`;
    },
  ],
  [
    'six minutes to go',
    (body) => {
      const time = now() + 360;
      return `t=${time},v2=${signed(body, { time })}`;
    },
  ],
  ['a time that is none', (body) => `t=now,v2=${signed(body, { time: Number.NaN })}`],
])('an event with %s is refused, and nobody is told', async (_name, sign) => {
  const body = JSON.stringify(eventOf(CREATED, adaId));
  const header = sign(body);
  const answer = await fetch(`${app.url}/api/webhooks/authsignal`, {
    method: 'POST',
    headers: header === undefined ? {} : { 'X-Signature-V2': header },
    body,
  });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toEqual({
    error: 'signature_not_valid',
    message: expect.any(String),
  });
  expect(ada.mails()).toEqual([]);
});

test('one good signature of several is enough, while a key is being replaced', async () => {
  const body = JSON.stringify(eventOf(CREATED, adaId));
  const signatures = `t=${now()},v2=${signed(body, { key: 'the-new-key' })},v2=${signed(body)}`;
  const answer = await bringEvent(app, body, { 'X-Signature-V2': signatures });
  expect(answer.status).toBe(204);
  expect(ada.mails()).toHaveLength(1);
});

test('an event that is four minutes old still counts', async () => {
  const body = JSON.stringify(eventOf(CREATED, adaId));
  const time = now() - 240;
  const header = `t=${time},v2=${signed(body, { time })}`;
  expect((await bringEvent(app, body, { 'X-Signature-V2': header })).status).toBe(204);
  expect(ada.mails()).toHaveLength(1);
});

test('an event that comes again, also under another id, is answered alike and told of once', async () => {
  const event = eventOf(CREATED, adaId);
  for (const again of [event, event, { ...event, id: 'another-id' }]) {
    expect((await bringEvent(app, again)).status).toBe(204);
  }
  expect(ada.mails()).toHaveLength(1);
});

test('ten deliveries of one event at once send one mail', async () => {
  const event = eventOf(CREATED, adaId);
  const answers = await Promise.all(Array.from({ length: 10 }, () => bringEvent(app, event)));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(204));
  expect(ada.mails()).toHaveLength(1);
});

test.each<[string, () => unknown]>([
  ['another kind', () => ({ ...eventOf(CREATED, adaId), type: 'action.log_created' })],
  ['a method that is no passkey', () => eventOf(CREATED, adaId, { verificationMethod: 'SMS' })],
  ['somebody who is not here', () => eventOf(CREATED, 'somebody-else')],
])('an event of %s is taken, and nobody is told', async (_name, event) => {
  expect((await bringEvent(app, event())).status).toBe(204);
  expect(app.mailbox.mails()).toEqual([]);
});

test.each<[string, () => unknown]>([
  ['no JSON', () => '{bad'],
  ['nothing', () => ''],
  ['null', () => 'null'],
  ['no data', () => ({ type: CREATED })],
  ['a person that is none', () => eventOf(CREATED, '../../victim')],
  ['a time that is none', () => eventOf(CREATED, adaId, { createdAt: 'yesterday' })],
])('a signed body with %s is refused', async (_name, event) => {
  const answer = await bringEvent(app, event());
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: 'invalid_request' });
});

test('a body of more than 16 KB is refused before anything is compared', async () => {
  const answer = await bringEvent(app, 'a'.repeat(17_000));
  expect(answer.status).toBe(413);
});

test.each(['GET', 'PUT', 'DELETE'])('%s tells nothing', async (method) => {
  const answer = await fetch(`${app.url}/api/webhooks/authsignal`, { method });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe('POST');
});

test.each([
  ['a half of a character', 'a\ud800'],
  ['a NUL', 'a\0b'],
  ['lines of its own', 'Evil\r\n\r\nIt was you. Click https://evil.example/'],
])('a passkey whose name has %s is told of without it', async (_what, credentialName) => {
  const answer = await bringEvent(app, eventOf(CREATED, adaId, { credentialName }));
  expect(answer.status).toBe(204);
  await bringEvent(app, eventOf(CREATED, adaId));

  const [named, nameless] = ada.mails();
  expect(named?.text).toContain('Passkey: iCloud Keychain');
  expect(nameless?.subject).toBe(named?.subject);
  expect(nameless?.text).not.toMatch(/Passkey:|evil/i);
});
