import { close, refuse, sayAndClose, when } from '../support/faults/faults';
import { inTurn } from '../support/app/limits';
import { type Answer, newPerson, type Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const cookieShapes = ({ headers }: Answer) =>
  headers.getSetCookie().map((cookie) => [cookie.split('=')[0], cookie.length]);

test('ten requests for one address send three mails, and every answer is the same', async () => {
  const ada = newPerson(app);
  const answers = await inTurn(10, () => newPerson(app).askForLink(ada.address));
  const told = answers.map((answer) => [
    answer.status,
    answer.headers.get('location'),
    cookieShapes(answer),
    [...answer.headers.keys()],
  ]);
  expect(ada.links()).toHaveLength(3);
  expect(told).toEqual(Array(10).fill(told[0]));

  const bob = newPerson(app);
  await bob.askForLink();
  expect(bob.links()).toHaveLength(1);
});

test('the last mail still works while mails for its address are limited', async () => {
  const ada = newPerson(app);
  await inTurn(5, () => newPerson(app).askForLink(ada.address));
  await ada.follow(ada.newestLink());
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});

test('other spellings of an address bring no more mails', async () => {
  const ada = newPerson(app);
  await inTurn(3, () => ada.askForLink());
  await ada.askForLink(` ${ada.address.toUpperCase()}`);
  expect(ada.links()).toHaveLength(3);
});

test.each([
  [
    'sub-addresses share the limit of their mailbox',
    ['ada@example.org', 'ada+1@example.org', 'ada+2@example.org', 'ada+2+3@example.org'],
    3,
  ],
  [
    'so do the spellings that Gmail takes for one',
    ['adal@gmail.com', 'a.dal@gmail.com', 'a.da.l+1@googlemail.com', 'adal+1@gmail.com'],
    3,
  ],
  [
    'mailboxes of different people do not',
    ['bob.by@example.org', 'bobby@example.org', 'bob@example.org', 'bob@example.net'],
    4,
  ],
])('%s', async (_fact, addresses, mails) => {
  for (const address of addresses) await newPerson(app).askForLink(address);
  const sent = addresses.flatMap((address) => newPerson(app).links(address));
  expect(sent).toHaveLength(mails);
});

test('sub-addresses are accounts of their own all the same', async () => {
  const [one, other] = [newPerson(app), newPerson(app)];
  const subAddress = (name: string) => one.address.replace('@', `+${name}@`);
  for (const [person, to] of [
    [one, subAddress('work')],
    [other, subAddress('home')],
  ] as const) {
    await person.askForLink(to);
    await person.follow(person.newestLink(to));
    expect(await person.session()).toMatchObject({ user: { email: to } });
  }
  expect(await one.session()).not.toMatchObject({ user: (await other.session()).user });
});

test('mails that could not leave do not count', async () => {
  const ada = newPerson(app);
  await app.smtp.during(refuse, () => inTurn(4, () => ada.askForLink()));
  await ada.askForLink();
  expect(ada.links()).toHaveLength(1);
});

/** Asks for a mail that cannot leave, and lets `meanwhile` happen before that is known. */
async function askInVain({ address }: Person, meanwhile: () => Promise<unknown>) {
  let fail = () => {};
  const underWay = app.smtp.next((client, server) => {
    fail = () => sayAndClose('554 No service here\r\n')(client, server);
  });
  const answer = newPerson(app).askForLink(address);
  await underWay;
  await meanwhile();
  fail();
  await answer;
}

/** The quarter of an hour in which three mails may leave is over. */
const endTheQuarter = () =>
  app.db().rateLimit.updateMany({
    where: { key: { startsWith: 'mails_per_address:' } },
    data: { expire: new Date(0) },
  });

test('a mail that fails after the quarter of an hour is over does not make a fourth possible', async () => {
  const ada = newPerson(app);
  await askInVain(ada, endTheQuarter);
  await inTurn(4, () => newPerson(app).askForLink(ada.address));
  expect(ada.links()).toHaveLength(3);

  const bob = newPerson(app);
  await askInVain(bob, async () => {
    await endTheQuarter();
    await inTurn(3, () => newPerson(app).askForLink(bob.address));
  });
  await newPerson(app).askForLink(bob.address);
  expect(bob.links()).toHaveLength(3);
  expect(await app.db().rateLimit.count({ where: { points: { lt: 0 } } })).toBe(0);
});

test('one that fails within it makes room for another', async () => {
  const ada = newPerson(app);
  await askInVain(ada, () => inTurn(2, () => newPerson(app).askForLink(ada.address)));
  await inTurn(2, () => newPerson(app).askForLink(ada.address));
  expect(ada.links()).toHaveLength(3);
});

test('nor do those that the database could not take down', async () => {
  const ada = newPerson(app);
  const notes = when(/INSERT INTO "public"."VerificationToken"/, close);
  await app.database.during(notes, () => inTurn(4, () => ada.askForLink()));
  expect(ada.links()).toEqual([]);
  await ada.askForLink();
  expect(ada.links()).toHaveLength(1);
});
