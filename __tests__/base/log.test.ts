import { failures, serverApi } from '../support/authsignal/failures';
import { refuse } from '../support/faults/faults';
import { leaksIn, spellingsOf } from '../support/app/leaks';
import { BAD_TOKEN, inTurn } from '../support/app/limits';
import { type Answer, newPerson, type Person, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => app.authsignal.resetHandlers());
afterAll(() => app.close());

type Line = Record<string, unknown>;

/** The lines that the log has for an answer; each one is JSON. */
const linesOf = ({ headers }: Answer) =>
  app.logLines
    .map((line): Line => JSON.parse(line))
    .filter(({ requestId }) => requestId === headers.get('x-request-id'));

const line = (event: string, more: Line = {}) => expect.objectContaining({ event, ...more });
const refused = (code: string, status: number) => line('refused', { code, status });
const idOf = async (person: Person) => {
  const { user } = await person.session();
  return (user as { id: string }).id;
};

test('what fails behind us stands in the log by its name, and a garbled request by its refusal alone', async () => {
  const ada = await personWithPasskey(app);
  app.authsignal.use(...serverApi(failures['answering 500']));
  const answer = await ada.bring(await ada.browser.signIn());
  expect(linesOf(answer)).toContainEqual(line('authsignal_failed', { operation: 'validate' }));

  await app.database.during(refuse, () => ada.bring(BAD_TOKEN));
  await app.smtp.during(refuse, () => ada.askForLink());
  const garbled = await ada.call('GET', '/api/auth/error?error=person%0d%0aSet-Cookie:a');
  expect(linesOf(garbled)).toEqual([refused('invalid_request', 400)]);
});

test('sign-ins stand in the log, each in one line, with the way and the person', async () => {
  const ada = newPerson(app);
  const byLink = await ada.signInByMail();
  const userId = await idOf(ada);
  expect(linesOf(byLink)).toEqual([line('sign_in_succeeded', { method: 'email', userId })]);

  const added = await ada.confirm(await ada.enrol());
  expect(linesOf(added)).toEqual([line('passkey_added', { userId })]);

  const visit = newPerson(app, ada.browser);
  const byPasskey = await visit.bring(await ada.browser.signIn());
  expect(linesOf(byPasskey)).toEqual([line('sign_in_succeeded', { method: 'passkey', userId })]);
});

test('so do ended sessions, with who it was and how many', async () => {
  const ada = newPerson(app);
  await ada.signInByMail();
  const userId = await idOf(ada);
  const again = await ada.signInByMail();
  expect(linesOf(again)).toContainEqual(line('session_replaced', { userId, count: 1 }));

  await ada.askForLink();
  const phone = newPerson(app);
  await phone.follow(ada.newestLink());
  const ended = await ada.call('DELETE', '/api/sessions', { headers: { Origin: app.url } });
  expect(linesOf(ended)).toEqual([line('sessions_ended', { userId, count: 1 })]);

  const out = await ada.postForm('/api/auth/signout', {});
  expect(linesOf(out)).toEqual([line('sign_out', { userId, count: 1 })]);
});

test('refused sign-ins and passkeys stand in the log with the reason', async () => {
  const ada = await personWithPasskey(app);
  const visit = newPerson(app, ada.browser);
  const byPasskey = async (token: string, reason: string) =>
    expect(linesOf(await visit.bring(token))).toEqual([
      line('sign_in_refused', { method: 'passkey', reason }),
      refused('passkey_not_accepted', 401),
    ]);
  const token = await ada.browser.signIn();
  await visit.bring(token);
  await byPasskey(token, 'spent');
  await byPasskey('no token at all', 'malformed');
  await byPasskey(BAD_TOKEN, 'invalid');

  await ada.askForLink();
  const byLink = async (link: string, reason: string) =>
    expect(linesOf(await visit.follow(link))).toContainEqual(
      line('sign_in_refused', { method: 'email', reason }),
    );
  await byLink(ada.newestLink().replace(/token=\w{64}/, `token=${'0'.repeat(64)}`), 'invalid');
  await byLink(`${app.url}/signin/confirm?token=short`, 'malformed');
  await byLink(ada.newestLink().replace('%40', '%00%40'), 'malformed');
  const dead = ada.newestLink().replace(/token=\w{64}/, `token=${'0'.repeat(64)}`);
  expect(linesOf(await visit.follow(`${dead}&json=true`))).toEqual([
    line('sign_in_refused', { method: 'email', reason: 'invalid' }),
    refused('link_not_valid', 401),
  ]);

  expect(linesOf(await ada.confirm(token))).toEqual([
    line('enrolment_refused', { reason: 'invalid', userId: await idOf(ada) }),
    refused('passkey_not_confirmed', 422),
  ]);
});

test('a good link that leads to a page with an error in its address is no refused sign-in', async () => {
  const ada = newPerson(app);
  const callbackUrl = '/?error=link_not_valid';
  await ada.postForm('/api/auth/signin/email', { email: ada.address, callbackUrl });
  const answer = await ada.follow(ada.newestLink());
  expect(answer.headers.get('location')).toBe(app.url + callbackUrl);
  expect(linesOf(answer)).toEqual([
    line('sign_in_succeeded', { method: 'email', userId: await idOf(ada) }),
  ]);
});

test('a limit that is reached stands in the log, with its name', async () => {
  const eve = newPerson(app);
  await inTurn(30, () => eve.bring(BAD_TOKEN));
  expect(linesOf(await eve.bring(BAD_TOKEN))).toEqual([
    line('rate_limited', { limit: 'bad_tokens_per_client' }),
    refused('too_many_requests', 429),
  ]);
});

test('of all this no secret stands in the log, in no spelling', () => {
  const log = app.logLines.join('');
  expect(app.secrets.size).toBeGreaterThan(100);
  expect(log.length).toBeGreaterThan(1000);
  expect(leaksIn(log, app.secrets)).toEqual([]);

  for (const secret of app.secrets) {
    if (secret.length < 12) continue;
    for (const spelling of spellingsOf(secret)) {
      expect(leaksIn(`${log}{"planted":"${spelling}"}`, [secret])).toEqual([secret]);
    }
  }
});

test('a secret is found where it was encoded with what stood around it', () => {
  const [secret = ''] = app.secrets;
  const inside = ['', 'a', 'ab', 'abc'].map((before) => `${before}${secret}:and what follows`);
  for (const encoding of ['base64', 'base64url', 'hex'] as const) {
    for (const text of inside) {
      expect(leaksIn(Buffer.from(text).toString(encoding), [secret])).toEqual([secret]);
    }
  }
});
