import { http } from 'msw';

import { stepUpMessages } from '@/utils/step-up/codes';

import { createClientApi } from '../support/authsignal/client-api';
import { failures } from '../support/authsignal/failures';
import { BASE_URL, type HostKind } from '../support/core-host/host';
import type { Visitor } from '../support/core-host/visitor';
import { startTransferHost, type TransferHost } from './transfer-host';

type Owner = Awaited<ReturnType<TransferHost['owner']>>;
type Deed = { action: string } & Record<string, string | number | boolean>;

const kinds: HostKind[] = ['JWT without adapter', 'database sessions'];
const TRACK = `${BASE_URL}/users/:userId/actions/:action`;
const TO_BOB: Deed = { action: 'transfer-money', to: 'bob', amount: 100 };

const header = (confirmation: string) => ({ 'Passkey-Confirmation': confirmation });
const refused = (code: keyof typeof stepUpMessages, status = 403) => ({
  status,
  body: { error: code, message: stepUpMessages[code] },
});
const DONE = { status: 200, body: { success: true } };
const NOT_CONFIRMED = refused('not_confirmed');

describe.each(kinds)('with %s', (kind) => {
  let app: TransferHost;
  let ada: Owner;
  let bob: Owner;

  beforeAll(async () => {
    app = await startTransferHost(kind);
    ada = await app.owner('ada');
    bob = await app.owner('bob');
  });
  beforeEach(() => {
    app.done.length = 0;
  });
  afterEach(() => {
    jest.restoreAllMocks();
    delete app.rule.otherwise;
    app.authsignal.resetHandlers();
    app.emulator.setOutcome(TO_BOB.action, 'CHALLENGE');
  });
  afterAll(() => app.close());

  const ask = (visitor: Visitor, deed: Deed = TO_BOB, confirmation?: string) =>
    visitor.post('deed', deed, confirmation === undefined ? {} : header(confirmation));

  async function challenge(visitor: Visitor, deed: Deed = TO_BOB): Promise<string> {
    const answer = await ask(visitor, deed);
    expect(answer).toMatchObject(refused('confirmation_required', 401));
    return String(answer.body.token);
  }
  const confirm = async ({ first, browser }: Owner, deed: Deed = TO_BOB, visitor = first) =>
    browser.signIn({ token: await challenge(visitor, deed) });

  /** The control: this very confirmation is good where it belongs. */
  async function expectGood(confirmation: string, deed: Deed = TO_BOB, visitor = ada.first) {
    expect(app.done).toEqual([]);
    expect(await ask(visitor, deed, confirmation)).toMatchObject(DONE);
    expect(app.done).toHaveLength(1);
  }

  test('a sensitive action is done once a passkey of the user has confirmed it', async () => {
    await expectGood(await confirm(ada));
    expect(app.done).toEqual([{ to: 'bob', amount: 100 }]);
    const userId = ada.id;
    const { action } = TO_BOB;
    expect(app.log.slice(-2)).toEqual([
      { event: 'action_tracked', level: 'info', userId, action, reason: 'CHALLENGE_REQUIRED' },
      { event: 'confirmation_accepted', level: 'info', userId, action },
    ]);
  });

  test('the browser is asked for passkeys of this user alone', async () => {
    const api = createClientApi({ baseUrl: BASE_URL, tenantId: 'tenant-of-the-tests' });
    const offered = async ({ first }: Owner) => {
      const { options } = await api.startSignIn(await challenge(first));
      return options.allowCredentials?.map(({ id }) => id);
    };
    const [adas, bobs] = [await offered(ada), await offered(bob)];
    expect([adas?.length, bobs?.length]).toEqual([1, 1]);
    expect(adas).not.toEqual(bobs);
  });

  test('a rule that allows lets it go on without asking', async () => {
    app.emulator.setOutcome(TO_BOB.action, 'ALLOW');
    expect(await ask(ada.first)).toMatchObject(DONE);
    expect(app.done).toHaveLength(1);
  });

  test.each([
    ['BLOCK', 'action_blocked'],
    ['REVIEW', 'action_in_review'],
  ] as const)('a rule that says %s refuses it in words, and gives no token', async (rule, code) => {
    app.emulator.setOutcome(TO_BOB.action, rule);
    const answer = await ask(ada.first);
    expect(answer).toMatchObject(refused(code));
    expect(answer.body).not.toHaveProperty('token');
    expect(app.done).toEqual([]);
    app.emulator.setOutcome(TO_BOB.action, 'CHALLENGE');
    await expectGood(await confirm(ada));
  });

  test('the passkey of another user confirms nothing, and Authsignal refuses it for this token', async () => {
    const token = await challenge(ada.first);
    const api = createClientApi({ baseUrl: BASE_URL, tenantId: 'tenant-of-the-tests' });
    const { challengeId, options } = await api.startSignIn(token);
    const bobsKeys = { ...options, allowCredentials: [] };
    const credential = bob.browser.authenticator.getJSON(app.url, bobsKeys);
    expect(await api.verify(challengeId, credential, token)).toMatchObject({
      errorCode: 'invalid_credential',
    });

    const bobs = await confirm(bob);
    expect(await ask(ada.first, TO_BOB, bobs)).toMatchObject(NOT_CONFIRMED);
    expect(app.log.at(-1)).toMatchObject({ event: 'confirmation_refused', reason: 'invalid' });
    await expectGood(bobs, TO_BOB, bob.first);
  });

  test('a token of another action confirms nothing, be it a sign-in', async () => {
    const other: Deed = { ...TO_BOB, action: 'close-account' };
    const closing = await confirm(ada, other);
    expect(await ask(ada.first, TO_BOB, closing)).toMatchObject(NOT_CONFIRMED);
    const signIn = await ada.browser.signIn();
    expect(await ask(ada.first, TO_BOB, signIn)).toMatchObject(NOT_CONFIRMED);
    await expectGood(closing, other);
  });

  test('a confirmation of one transfer confirms no other', async () => {
    const confirmation = await confirm(ada);
    for (const other of [
      { ...TO_BOB, to: 'eve' },
      { ...TO_BOB, amount: 101 },
      { ...TO_BOB, amount: '100' },
      { ...TO_BOB, urgent: true },
      { action: TO_BOB.action },
    ]) {
      expect(await ask(ada.first, other, confirmation)).toMatchObject(NOT_CONFIRMED);
      expect(app.log.at(-1)).toMatchObject({ reason: 'other_deed' });
    }
    // In another order they are the same.
    await expectGood(confirmation, { amount: 100, to: 'bob', action: TO_BOB.action });
  });

  test('a confirmation counts in the session that has asked for it, and in no other of the user', async () => {
    const phone = app.visitor();
    await phone.bring(await ada.browser.signIn());
    const confirmation = await confirm(ada);
    expect(await ask(phone, TO_BOB, confirmation)).toMatchObject(NOT_CONFIRMED);
    await expectGood(confirmation);
    app.done.length = 0;
    await expectGood(await confirm(ada, TO_BOB, phone), TO_BOB, phone);
  });

  test('a confirmation is spent once, also if eight requests bring it at once', async () => {
    const confirmation = await confirm(ada);
    const all = Array.from({ length: 8 }, () => ask(ada.first, TO_BOB, confirmation));
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(app.done).toHaveLength(1);
    expect(await ask(ada.first, TO_BOB, confirmation)).toMatchObject(NOT_CONFIRMED);
    expect(app.log.at(-1)).toMatchObject({ reason: 'spent' });
  });

  test('a confirmation is good for two minutes', async () => {
    const [late, inTime] = [await confirm(ada), await confirm(ada)];
    const now = Date.now();
    const later = (seconds: number) =>
      jest.spyOn(Date, 'now').mockReturnValue(now + seconds * 1000);
    later(125);
    expect(await ask(ada.first, TO_BOB, late)).toMatchObject(NOT_CONFIRMED);
    expect(app.log.at(-1)).toMatchObject({ reason: 'stale' });
    later(115);
    await expectGood(inTime);
  });

  test('a challenge that is not answered confirms nothing, nor does anything else', async () => {
    const token = await challenge(ada.first);
    for (const nothing of [token, '', 'x', 'a-token-that-nobody-made', 'a'.repeat(5_000)]) {
      expect(await ask(ada.first, TO_BOB, nothing)).toMatchObject(NOT_CONFIRMED);
    }
    await expectGood(await ada.browser.signIn({ token }));
  });

  test('a browser cannot begin the challenge by itself, with a key of its own or of another action', async () => {
    const { action } = TO_BOB;
    const ownChallenge = await ada.browser.signIn({ action });
    expect(await ask(ada.first, TO_BOB, ownChallenge)).toMatchObject(NOT_CONFIRMED);

    // What a rule has blocked is not done with the key of a challenge for something else.
    const other: Deed = { ...TO_BOB, action: 'close-account' };
    const [, claims = ''] = (await challenge(ada.first, other)).split('.');
    const { idempotencyKey } = JSON.parse(Buffer.from(claims, 'base64url').toString()).other;
    const api = createClientApi({ baseUrl: BASE_URL, tenantId: 'tenant-of-the-tests' });
    const { challengeId } = await api.post('challenge', { action, idempotencyKey });
    const { options } = await api.post('user-authenticators/passkey/authentication-options', {
      challengeId,
    });
    const credential = ada.browser.authenticator.getJSON(app.url, options);
    const { accessToken = '' } = await api.verify(challengeId, credential);
    expect(await ask(ada.first, TO_BOB, accessToken)).toMatchObject(NOT_CONFIRMED);
    expect(app.log.at(-1)).toMatchObject({ reason: 'other_deed' });
    await expectGood(await confirm(ada));
  });

  test('two tabs ask for the same at once, and each gets what it has confirmed', async () => {
    const tokens = [await challenge(ada.first), await challenge(ada.first)];
    const confirmations = [];
    for (const token of tokens) confirmations.push(await ada.browser.signIn({ token }));
    for (const confirmation of confirmations.reverse()) {
      expect(await ask(ada.first, TO_BOB, confirmation)).toMatchObject(DONE);
    }
    expect(app.done).toHaveLength(2);
  });

  test.each(['refused', 'answering 500', 'answering in another shape'] as const)(
    'while Authsignal is %s nothing is done, and the confirmation stays good',
    async (failure) => {
      const confirmation = await confirm(ada);
      const out = { status: 503, body: { error: 'passkeys_unavailable' } };
      app.authsignal.use(
        http.post(TRACK, failures[failure]),
        http.post(`${BASE_URL}/validate`, failures[failure]),
      );
      expect(await ask(ada.first)).toMatchObject(out);
      expect(await ask(ada.first, TO_BOB, confirmation)).toMatchObject(out);
      app.authsignal.resetHandlers();
      await expectGood(confirmation);
    },
  );

  test('if the host cannot record that a confirmation is used, nothing is done', async () => {
    const confirmation = await confirm(ada);
    jest.spyOn(app.store, 'spend').mockRejectedValueOnce(new Error('The table is out.'));
    const complaint = jest.spyOn(console, 'error').mockImplementation();
    expect(await ask(ada.first, TO_BOB, confirmation)).toMatchObject({ status: 500 });
    expect(complaint).toHaveBeenCalledTimes(1);
    await expectGood(confirmation);
  });

  describe('a user without a passkey', () => {
    let eve: Visitor;
    beforeAll(async () => {
      eve = app.visitor();
      await eve.signInAtAcme('eve');
    });

    test('is refused if the host says nothing else', async () => {
      expect(await ask(eve)).toMatchObject(refused('passkey_required'));
      expect(app.done).toEqual([]);
      await expectGood(await confirm(ada));
    });

    test('does it if the host says so, and no passkey is asked for in its place', async () => {
      const asked: string[] = [];
      app.rule.otherwise = () => void asked.push('otherwise');
      expect(await ask(eve)).toMatchObject(DONE);
      expect(asked).toEqual(['otherwise']);
      await challenge(ada.first);
      expect(asked).toEqual(['otherwise']);
    });

    test('is blocked by a rule all the same', async () => {
      app.rule.otherwise = () => undefined;
      app.emulator.setOutcome(TO_BOB.action, 'BLOCK');
      expect(await ask(eve)).toMatchObject(refused('action_blocked'));
      app.emulator.setOutcome(TO_BOB.action, 'CHALLENGE');
      expect(await ask(eve)).toMatchObject(DONE);
    });
  });
});
