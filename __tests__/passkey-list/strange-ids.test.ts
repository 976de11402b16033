import { callsDuring } from '../support/authsignal/calls';
import { deleteAccount, NOT_DELETED } from '../support/user/account-owner';
import { newPerson } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** A user whom another program has given this id, and who is signed in here. */
async function userWithId(id: string) {
  const person = newPerson(app);
  await app.db().user.create({ data: { id, email: person.address } });
  await person.signInByMail();
  expect(await person.session()).toMatchObject({ user: { id } });
  return person;
}

const askAll = async (id: string) => {
  const person = await userWithId(id);
  const answers = [
    await person.call('GET', '/api/passkeys'),
    await person.sendJson('DELETE', '/api/passkeys/a-passkey', { signOut: true }),
    await person.sendJson('PATCH', '/api/passkeys/a-passkey', { name: 'Phone' }),
    await person.postJson('/api/auth/enroll-passkey', {}),
  ];
  return {
    statuses: answers.map(({ status }) => status),
    deleted: await deleteAccount(app, person),
  };
};

test.each(['..', 'x/../../other', 'victim/authenticators/1', 'a?b', 'a\r\nb'])(
  'a user with the id %j reaches nothing at Authsignal: no list, no removal, no deletion',
  async (id) => {
    const calls = await callsDuring(app, async () => {
      const { statuses, deleted } = await askAll(id);
      expect(statuses).toEqual([400, 400, 400, 400]);
      expect(deleted).toMatchObject(NOT_DELETED);
    });
    // The process may still retry something for an ordinary user of the test file before.
    const others = calls.filter(({ path }) => !/^\/users\/[\da-f-]{36}\//.test(path));
    expect(others).toEqual([]);
  },
);

test('a user with an id as other providers give them does, under a path that is theirs', async () => {
  const calls = await callsDuring(app, async () => {
    const { statuses, deleted } = await askAll('auth0|123');
    expect(statuses).toEqual([200, 404, 404, 200]);
    expect(deleted.status).toBe(204);
  });
  expect(calls.map(({ path }) => path.split('/').slice(0, 3).join('/'))).toEqual(
    Array(calls.length).fill('/users/auth0%7C123'),
  );
  expect(calls.length).toBeGreaterThanOrEqual(5);
});
