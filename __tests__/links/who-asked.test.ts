import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import { getServerSideProps } from '@/pages/signin/confirm';

import { inTurn } from '../support/app/limits';
import { newPerson, type Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Whether the page of the newest link to the address submits itself in the person's browser. */
async function submitsItself(person: Person, { address } = person): Promise<boolean> {
  const query = Object.fromEntries(new URL(person.newestLink(address)).searchParams);
  const pairs = (await person.cookies()).split('; ').map((cookie) => cookie.split('='));
  const cookies = Object.fromEntries(
    pairs.map(([name = '', value = '']) => [name, decodeURIComponent(value)]),
  );
  const req = Object.assign(new IncomingMessage(new Socket()), { method: 'GET', cookies });
  const res = new ServerResponse(req);
  const page = await getServerSideProps({ req, res, query, resolvedUrl: '/signin/confirm' });
  expect(page).toMatchObject({ props: { link: { email: address } } });
  return Object(Object(page).props).submitsItself;
}

test('a link goes on by itself in the browser that asked for it, and waits for a press in another', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  expect(await submitsItself(ada)).toBe(true);
  expect(await submitsItself(newPerson(app), ada)).toBe(false);

  await ada.askForLink();
  expect(await submitsItself(ada)).toBe(true);
});

test('a link that somebody else asked for waits for a press, also where a link to that address was asked for', async () => {
  const [ada, eve] = [newPerson(app), newPerson(app)];
  await ada.askForLink();
  await eve.askForLink(ada.address);
  expect(await submitsItself(ada)).toBe(false);
  expect(await submitsItself(eve, ada)).toBe(true);
});

test('while mails are limited the link that was mailed before goes on by itself, where it was asked for', async () => {
  const [ada, bob] = [newPerson(app), newPerson(app)];
  await inTurn(3, () => ada.askForLink());
  await ada.askForLink();
  await bob.askForLink(ada.address);
  expect(ada.links()).toHaveLength(3);
  expect(await submitsItself(ada)).toBe(true);
  expect(await submitsItself(bob, ada)).toBe(false);
});
