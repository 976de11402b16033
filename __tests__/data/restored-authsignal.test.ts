import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { startTestApp, type TestApp } from '../support/app/test-app';
import { backUpAuthsignal } from '../support/authsignal/backup';
import { userIdOf } from '../support/authsignal/webhooks';
import { accountOwner } from '../support/user/account-owner';
import { newPerson, type Person, personWithPasskey } from '../support/user/person';
import { signInAnew, signInByLinkAnew } from '../support/user/sign-in-anew';

// Authsignal is restored from a backup, and the database is as it was: "since" is since the backup.

let folder: string;
let authsignalFile: string;
let app: TestApp;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'authsignal-'));
  authsignalFile = path.join(folder, 'state.json');
  app = await startTestApp({ authsignalFile });
});
afterEach(() => app.authsignal.resetHandlers());
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

/** With the person's passkey in the backup. */
async function backUp(person: Person) {
  const [{ id } = { id: '' }] = await person.passkeys();
  return backUpAuthsignal(app, authsignalFile, id);
}

test('a passkey of since is unknown: a link signs in, and a new passkey does', async () => {
  const ada = await personWithPasskey(app);
  const restore = await backUp(ada);
  const phone = newPerson(app);
  await ada.confirm(await phone.browser.signUp({ token: await ada.enrolmentToken() }));
  const [{ id: passkey } = { id: '' }] = await ada.passkeys();
  await ada.sendJson('PATCH', `/api/passkeys/${passkey}`, { name: 'My phone' });
  expect(await ada.passkeys()).toMatchObject([{ name: 'My phone' }, {}]);
  restore();

  await expect(phone.browser.signIn()).rejects.toThrow('unknown_credential');
  expect(await signInAnew(app, ada)).toMatchObject({ status: 200 });
  const visit = await signInByLinkAnew(app, ada);
  expect(await userIdOf(visit)).toBe(await userIdOf(ada));
  expect(await visit.passkeys()).toHaveLength(1);
  await visit.confirm(await phone.browser.signUp({ token: await visit.enrolmentToken() }));
  expect(await signInAnew(app, phone)).toMatchObject({ status: 200 });
  const names = (await visit.passkeys()).map(({ name }) => name);
  expect(names).toHaveLength(2);
  expect(names).not.toContain('My phone');
});

test('a user whom Authsignal does not know keeps the account, and creates a passkey in it', async () => {
  const bob = await personWithPasskey(app);
  const restore = await backUp(bob);
  const ada = await personWithPasskey(app);
  restore();

  await expect(ada.browser.signIn()).rejects.toThrow('unknown_credential');
  expect(await ada.passkeys()).toEqual([]);
  await ada.confirm(await ada.enrol());
  expect(await signInAnew(app, ada)).toMatchObject({ status: 200 });
});

test('a passkey that was removed since works again, is in the list, and is removed once more', async () => {
  const ada = await accountOwner(app);
  const restore = await backUp(ada);
  const [{ id: passkey } = { id: '' }] = await ada.passkeys();
  const remove = () => ada.sendJson('DELETE', `/api/passkeys/${passkey}`, {});
  expect(await remove()).toMatchObject({ status: 204 });
  await expect(ada.browser.signIn()).rejects.toThrow('unknown_credential');
  restore();

  expect(await signInAnew(app, ada)).toMatchObject({ status: 200 });
  expect(await ada.passkeys()).toMatchObject([{ id: passkey }]);
  expect(await remove()).toMatchObject({ status: 204 });
  await expect(ada.browser.signIn()).rejects.toThrow('unknown_credential');
});
