import { type Person, personWithPasskey } from './person';
import type { TestApp } from '../app/test-app';
import { until } from '../app/until';

/** Where Authsignal keeps a person, for msw. */
export const USER = 'https://authsignal.test/v1/users/:userId';

/** The subject of the last mail. */
export const DELETED = 'Your account was deleted';

export const NOT_DELETED = {
  status: 503,
  body: { error: 'account_not_deleted', message: expect.any(String) },
};

/** Of the mails to the person, those with such a word in their subject. */
export const mailsAbout = (person: Person, word: string) =>
  person.mails().filter(({ subject }) => subject.includes(word)).length;

/** A person who has an account with a passkey, and has been mailed about it. */
export async function accountOwner(app: TestApp): Promise<Person> {
  const owner = await personWithPasskey(app);
  await until(() => mailsAbout(owner, 'added') === 1);
  return owner;
}

export const deleteAccount = (
  app: TestApp,
  person: Person,
  headers: HeadersInit = { Origin: app.url },
) => person.call('DELETE', '/api/account', { headers });

/** All that there is of a person: what they see, and the rows that name them. */
export async function whatIsOf(app: TestApp, person: Person) {
  const { passkeys } = (await person.call('GET', '/api/passkeys')).body;
  const { sessions } = (await person.call('GET', '/api/sessions')).body;
  const users = await app.db().user.count({ where: { email: person.address } });
  return {
    users,
    passkeys: (passkeys as unknown[] | undefined)?.length,
    sessions: (sessions as unknown[] | undefined)?.length,
    mails: person.mails().length,
  };
}

/** What `rowsOf` finds of somebody who has asked for a link, before their account is deleted and after. */
export const WHOLE = { user: 1, links: 1, lastMail: 0 };
export const GONE = { user: 0, links: 0, lastMail: 1 };

/** What is to go together, and the mail that is to come with it. */
export async function rowsOf(app: TestApp, { address }: Person, id: string) {
  const change = `account_deleted:${id}`;
  return {
    user: await app.db().user.count({ where: { id } }),
    links: await app.db().verificationToken.count({ where: { identifier: address } }),
    lastMail: await app.db().accountMail.count({ where: { change } }),
  };
}
