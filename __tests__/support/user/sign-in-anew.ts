import type { TestApp } from '../app/test-app';
import { newPerson, type Person } from './person';

/** Signs in with the person's passkey in a browser that has no session: `visit` is what they do there. */
export async function signInAnew(app: TestApp, { browser }: Person) {
  const visit = newPerson(app, browser);
  const { status } = await visit.bring(await browser.signIn());
  return { visit, status };
}

/** The same by a link that is mailed to the person, in a browser without passkeys. */
export async function signInByLinkAnew(app: TestApp, { address }: Person): Promise<Person> {
  const visit = newPerson(app);
  await visit.askForLink(address);
  await visit.follow(visit.newestLink(address));
  return visit;
}
