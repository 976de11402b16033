import { http } from 'msw';

import { fiveMinutesAfterStart } from '../app/five-minutes-after-start';
import { BAD_TOKEN } from '../app/limits';
import type { TestApp } from '../app/test-app';
import { until } from '../app/until';
import { failures } from '../authsignal/failures';
import { setUpWebhook } from '../authsignal/webhooks';
import { refuse } from '../faults/faults';
import { accountOwner, deleteAccount, NOT_DELETED, USER } from './account-owner';
import { askAndConfirm } from './confirm';
import { newPerson, type Person, statusOf } from './person';

/** What users do with their accounts, from the first link to the deletion, with some failures in between. */
export async function makeWholeJourney(app: TestApp): Promise<void> {
  setUpWebhook(app);
  const ada = await accountOwner(app);
  await followLinks(app);
  const phone = await signInElsewhere(app, ada);
  await readAll(ada);
  await endSessions(app, ada, phone);
  await downloadData(ada);
  await changePasskey(app, ada);
  await deleteAll(app, ada);
}

/** One mail does not leave, one link is ended by the next, and that one works once. */
async function followLinks(app: TestApp): Promise<void> {
  const bob = newPerson(app);
  await app.smtp.during(refuse, () => bob.askForLink());
  await bob.askForLink();
  await bob.askForLink();
  const [newer = '', older = ''] = bob.links();
  for (const link of [older, newer, newer]) await bob.follow(link);
  expect(await bob.session()).toMatchObject({ method: 'email' });
  await bob.postForm('/api/auth/signout', {});
}

async function signInElsewhere(app: TestApp, person: Person): Promise<Person> {
  const other = newPerson(app, person.browser);
  const token = await person.browser.signIn();
  expect(await other.bring(token)).toMatchObject({ status: 200 });
  for (const bad of [token, BAD_TOKEN])
    expect(await newPerson(app).bring(bad)).toMatchObject({ status: 401 });
  return other;
}

async function readAll(person: Person): Promise<void> {
  for (const path of ['/api/health', '/api/sessions', '/api/passkeys'])
    expect(await person.call('GET', path)).toMatchObject({ status: 200 });
  await minutesLater(6, async () =>
    expect(await person.session()).toMatchObject({ method: 'email' }),
  );
}

/** The other one's, the newer ones without a recent sign-in, which the passkey confirms, and all others. */
async function endSessions(app: TestApp, person: Person, other: Person): Promise<void> {
  const end = (path: string) =>
    statusOf(person.call('DELETE', path, { headers: { Origin: app.url } }));
  expect(await end(`/api/sessions/${(await other.session()).sid}`)).toBe(204);
  await signInElsewhere(app, person);
  await minutesLater(11, async () => {
    const all = { method: 'DELETE', path: '/api/sessions' };
    expect(await askAndConfirm(person, all)).toMatchObject({ status: 204 });
  });
  expect(await end('/api/sessions')).toBe(204);
}

async function downloadData(person: Person): Promise<void> {
  const all = { method: 'POST', path: '/api/account/data' };
  expect(await askAndConfirm(person, all)).toMatchObject({ status: 200 });
}

async function changePasskey(app: TestApp, person: Person): Promise<void> {
  await signInElsewhere(app, person);
  const path = `/api/passkeys/${(await person.passkeys())[0]?.id}`;
  const change = (method: string, body: object) => statusOf(person.sendJson(method, path, body));
  expect(await change('PATCH', { name: 'Mine' })).toBe(200);
  expect(await change('DELETE', { signOut: true })).toBe(204);
  expect(await change('DELETE', { signOut: true })).toBe(404);
}

/** At the second attempt, and the mail about it leaves as an unsent one. */
async function deleteAll(app: TestApp, person: Person): Promise<void> {
  app.authsignal.use(http.delete(USER, failures['answering 500']));
  expect(await deleteAccount(app, person)).toMatchObject(NOT_DELETED);
  app.authsignal.resetHandlers();
  const before = app.logLines.length;
  const isRefused = () => app.logLines.slice(before).join('').includes('mail_not_sent');
  await app.smtp.during(refuse, async () => {
    expect(await deleteAccount(app, person)).toMatchObject({ status: 204 });
    await until(isRefused);
  });
  await fiveMinutesAfterStart();
  await app.mailsHaveLeft();
}

/** Lets the time of the app's server be later. */
async function minutesLater<T>(minutes: number, during: () => Promise<T>): Promise<T> {
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + minutes * 60_000);
  return during().finally(() => clock.mockRestore());
}
