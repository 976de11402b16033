import { TABLES } from '../support/database/fill-tables';
import { until } from '../support/app/until';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { userIdOf } from '../support/authsignal/webhooks';
import { ask, askAndConfirm } from '../support/user/confirm';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';

const DOWNLOAD = { method: 'POST', path: '/api/account/data' };

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** A person of whom there is something in every table. */
async function personInEveryTable(): Promise<Person> {
  const person = await personWithPasskey(app);
  const userId = await userIdOf(person);
  const providerAccountId = `account-of-${userId}`;
  const mails = { change: { endsWith: userId }, sentAt: { not: null } };
  await until(async () => (await app.db().accountMail.count({ where: mails })) === 1);
  const account = { userId, type: 'oauth', provider: 'acme', providerAccountId };
  await app.db().account.create({ data: { ...account, access_token: `key-of-${userId}` } });
  const [{ id } = { id: '' }] = await person.passkeys();
  const name = `Laptop of ${userId}`;
  await person.sendJson('PATCH', `/api/passkeys/${id}`, { name });
  await person.askForLink();
  const change = `passkey_removed:gone:${userId}`;
  const mail = { to: person.address, subject: 'A mail that waits', text: '', html: '' };
  await app.db().accountMail.create({ data: { change, mail } });
  return person;
}

const fileOf = async (person: Person) => (await askAndConfirm(person, DOWNLOAD)).body;

test('a passkey confirms each download of what is kept, however recent the sign-in is', async () => {
  const ada = await personWithPasskey(app);
  for (const _time of [1, 2]) {
    expect(await askAndConfirm(ada, DOWNLOAD)).toMatchObject({
      status: 200,
      body: { email: ada.address },
    });
  }
});

test('without a passkey, a sign-in of the last ten minutes confirms it', async () => {
  const bob = newPerson(app);
  await bob.signInByMail();
  expect(await ask(bob, DOWNLOAD)).toMatchObject({ status: 200, body: { email: bob.address } });
});

test('the file says what each table holds of its owner', async () => {
  const ada = await personInEveryTable();
  const id = await userIdOf(ada);
  const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT/);
  expect(await fileOf(ada)).toEqual({
    id,
    email: ada.address,
    emailVerified: time,
    name: null,
    image: null,
    accounts: [{ provider: 'acme', providerAccountId: `account-of-${id}` }],
    sessions: [
      {
        method: 'email',
        userAgent: expect.any(String),
        createdAt: time,
        lastSeenAt: time,
        expires: time,
      },
    ],
    passkeys: [expect.objectContaining({ name: `Laptop of ${id}` })],
    changeRequests: [expect.objectContaining({ ipAddress: ada.clientAddress, notedAt: time })],
    unsentMails: [{ about: expect.any(String), createdAt: expect.any(String) }],
    challenges: [
      { action: 'enroll-passkey', spentAt: time },
      { action: 'download-data', spentAt: time },
    ],
    links: [{ expires: time }],
  });
  // Limits are counted under hashes that name no user.
  const read = ['User', 'Account', 'Session', 'PasskeyName', 'ChangeOrigin', 'AccountMail'];
  const others = ['SpentToken', 'VerificationToken', 'RateLimit'];
  expect([...TABLES].sort()).toEqual([...read, ...others].sort());
});

test('it has nothing of another user, and nothing that opens something', async () => {
  const [ada, bob] = [await personInEveryTable(), await personInEveryTable()];
  const [adas, bobs] = [JSON.stringify(await fileOf(ada)), JSON.stringify(await fileOf(bob))];
  for (const own of [bob.address, bob.clientAddress, await userIdOf(bob)]) {
    expect(bobs).toContain(own);
    expect(adas).not.toContain(own);
  }

  const where = { userId: await userIdOf(ada) };
  const [session] = await app.db().session.findMany({ where });
  const [challenge] = await app.db().spentToken.findMany({ where });
  const [link] = await app.db().verificationToken.findMany({
    where: { identifier: ada.address },
  });
  const token = new URL(ada.newestLink()).searchParams.get('token');
  const keys = [session?.sessionToken, challenge?.idempotencyKey, link?.token, token];
  for (const key of [...keys, `key-of-${where.userId}`]) {
    expect(key).toMatch(/.{12}/);
    expect(adas).not.toContain(key);
  }
});

test('nobody gets it without a session, from another site, or by opening an address', async () => {
  const ada = await personWithPasskey(app);
  expect(await ask(newPerson(app), DOWNLOAD)).toMatchObject({ status: 401 });
  const elsewhere = { Origin: 'https://evil.example' };
  expect(await ada.postJson(DOWNLOAD.path, {}, elsewhere)).toMatchObject({ status: 403 });
  expect(await ada.call('GET', DOWNLOAD.path)).toMatchObject({ status: 405 });
  const answer = await askAndConfirm(ada, DOWNLOAD);
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});
