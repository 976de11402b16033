import { linksOf } from '../support/app/count-rows';
import { elevenMinutesLater } from '../support/app/eleven-minutes-later';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { newPerson, type Person } from '../support/user/person';

let app: TestApp;
/** Ada in a browser that was found, signed in some time ago. */
let found: Person;
/** Ada in another browser, signed in just now. */
let owner: Person;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function signedIn(address?: string) {
  const person = newPerson(app);
  await person.askForLink(address);
  await person.follow(person.newestLink(address));
  return person;
}

beforeEach(async () => {
  found = await signedIn();
  owner = await signedIn(found.address);
});

const isSignedIn = async (person: Person) => Boolean((await person.session()).user);
const sidOf = async (person: Person) => String((await person.session()).sid);

const end = (person: Person, path = '/api/sessions') =>
  person.call('DELETE', path, { headers: { Origin: app.url } });

const refusal = { status: 403, body: { error: 'reauthentication_required' } };

test('a session whose sign-in is old ends none that began after it', async () => {
  const id = await sidOf(owner);
  await elevenMinutesLater(async () => {
    expect(await end(found)).toMatchObject(refusal);
    expect(await end(found, `/api/sessions/${id}`)).toMatchObject(refusal);
  });
  expect(await isSignedIn(owner)).toBe(true);

  expect(await end(found, `/api/sessions/${id}`)).toMatchObject({ status: 204 });
  expect(await isSignedIn(owner)).toBe(false);
});

test('a browser that goes on ending sessions does not keep its owner from ending its own', async () => {
  const loop = () => elevenMinutesLater(() => Promise.all([1, 2, 3, 4].map(() => end(found))));
  await loop();
  const back = await signedIn(found.address);
  await loop();
  expect(await isSignedIn(back)).toBe(true);

  expect(await end(back)).toMatchObject({ status: 204 });
  expect(await isSignedIn(found)).toBe(false);
  expect(await isSignedIn(owner)).toBe(false);
  expect(await isSignedIn(back)).toBe(true);
});

test('a session whose sign-in is old still ends those that began before it', async () => {
  const older = await signedIn(found.address);
  await app.db().session.update({
    where: { sessionToken: await sidOf(older) },
    data: { createdAt: new Date(Date.now() - 60 * 60_000) },
  });
  // One is newer, so that not all that was asked for is done.
  expect(await elevenMinutesLater(() => end(found))).toMatchObject(refusal);
  expect(await isSignedIn(older)).toBe(false);
  expect(await isSignedIn(owner)).toBe(true);

  expect(await end(owner)).toMatchObject({ status: 204 });
  expect(await elevenMinutesLater(() => end(owner))).toMatchObject({ status: 204 });
});

test('signing out everywhere else ends the links, too, that were mailed before', async () => {
  const thief = newPerson(app);
  await thief.askForLink(found.address);
  const link = thief.newestLink(found.address);
  // An old session leaves them: a loop in a stolen browser would keep its owner out.
  await elevenMinutesLater(() => end(found));
  expect(await linksOf(app, found)).toBe(1);

  expect(await end(owner)).toMatchObject({ status: 204 });
  await thief.follow(link);
  expect(await isSignedIn(thief)).toBe(false);
  expect(await isSignedIn(owner)).toBe(true);
});

test('a session may always end itself', async () => {
  const id = await sidOf(found);
  const answer = await elevenMinutesLater(() => end(found, `/api/sessions/${id}`));
  expect(answer).toMatchObject({ status: 204 });
  expect(await isSignedIn(found)).toBe(false);
  expect(await isSignedIn(owner)).toBe(true);
});
