import { messages } from '@/utils/base/messages';
import { errorSentence } from '@/utils/signin/error-sentence';

import {
  close,
  drip,
  type Fault,
  hang,
  insteadOf,
  refuse,
  repeat,
  reset,
  say,
  sayAndClose,
  slow,
  when,
} from '../support/faults/faults';
import { type Answer, newPerson, type Person, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

const END_OF_MAIL = /\r\n\.\r\n/;

const faults: Record<string, Fault> = {
  'closing connections': close,
  'resetting connections': reset,
  'turning everybody away (554)': sayAndClose('554 No service here\r\n'),
  'too busy (421)': sayAndClose('421 Too busy, come again\r\n'),
  'answering as a web server': sayAndClose('HTTP/1.1 400 Bad Request\r\n\r\n<h1>Bad request</h1>'),
  'refusing the sender (530)': when(/MAIL FROM/, say('530 Authentication required\r\n')),
  'refusing the recipient for now (451)': when(/RCPT TO/, say('451 Come again\r\n')),
  'refusing the recipient (550)': when(/RCPT TO/, say('550 No such mailbox\r\n')),
  'refusing the mail (552)': when(END_OF_MAIL, say('552 Too large\r\n')),
  'closing the connection in the middle': when(/DATA/, close),
  'closing the connection instead of confirming': insteadOf(/^250/, END_OF_MAIL, close),
  'silent from the start': hang,
  'silent in the middle': when(/RCPT TO/, hang),
  'silent instead of confirming': insteadOf(/^250/, END_OF_MAIL, hang),
  'greeting by half': say('220 mail.exam'),
  'greeting without an end': repeat('220-still here\r\n'),
  'speaking a letter at a time': drip(400),
  'speaking slowly': slow(1_500),
};

interface Attempt {
  ada: Person;
  /** The link that was mailed before. */
  older: string;
  answer: Answer;
  milliseconds: number;
}

let app: TestApp;
const attempts = new Map<string, Promise<Attempt>>();

/** All faults side by side, each on a connection of its own, since many of them take their time. */
beforeAll(async () => {
  app = await startTestApp();
  const people = Object.entries(faults).map(([name, fault]) => ({
    name,
    fault,
    ada: newPerson(app),
  }));
  await Promise.all(people.map(({ ada }) => ada.askForLink()));
  for (const { name, fault, ada } of people) {
    const met = app.smtp.next(fault);
    attempts.set(name, askInVain(ada));
    await met;
  }
}, 60_000);
afterAll(() => app.close());

async function askInVain(ada: Person): Promise<Attempt> {
  const older = ada.newestLink();
  const start = performance.now();
  const answer = await ada.askForLink();
  return { ada, older, answer, milliseconds: performance.now() - start };
}

/** What the page that the answer leads to says. */
function toldBy({ headers }: Answer) {
  const { searchParams } = new URL(headers.get('location') ?? '', app.url);
  return errorSentence(searchParams.get('error') ?? undefined);
}

const linksOf = ({ address }: Person) =>
  app.db().verificationToken.count({ where: { identifier: address } });

test('while mails hang, everybody else goes on', async () => {
  let over = 0;
  for (const name of ['silent from the start', 'greeting by half', 'speaking slowly']) {
    void attempts.get(name)?.then(() => (over += 1));
  }
  const bob = await personWithPasskey(app);
  const visit = newPerson(app, bob.browser);
  await visit.bring(await bob.browser.signIn());

  expect(await visit.session()).toMatchObject({ user: { email: bob.address } });
  expect(over).toBe(0);
});

test.each(Object.keys(faults))(
  'while the mail server is %s, the person is told in time and keeps the link that works',
  async (name) => {
    const attempt = await attempts.get(name);
    if (!attempt) throw new Error('It was not tried.');
    const { ada, older, answer, milliseconds } = attempt;
    expect(toldBy(answer)).toBe(messages.mail_not_sent);
    expect(milliseconds).toBeLessThan(10_000);
    expect(await linksOf(ada)).toBe(1);

    await ada.askForLink();
    expect(await linksOf(ada)).toBe(1);
    const visit = newPerson(app);
    await visit.follow(older);
    expect(await visit.session()).toEqual({});
    await ada.follow(ada.newestLink());
    expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
  },
);

test('while nobody listens the person is told, and signs in by the link that was there', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const answer = await app.smtp.during(refuse, () => ada.askForLink());
  expect(toldBy(answer)).toBe(messages.mail_not_sent);

  await ada.follow(ada.newestLink());
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});

test('while the database is slow besides, the person is told in time and the link is taken back', async () => {
  const ada = newPerson(app);
  await ada.askForLink();
  const start = performance.now();
  const answer = await app.database.during(slow(250), () =>
    app.smtp.during(hang, () => ada.askForLink()),
  );
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(toldBy(answer)).toBe(messages.mail_not_sent);
  expect(await linksOf(ada)).toBe(1);

  await ada.follow(ada.newestLink());
  expect(await ada.session()).toMatchObject({ user: { email: ada.address } });
});

test('a script is told by the status', async () => {
  const ada = newPerson(app);
  const ask = () => ada.postForm('/api/auth/signin/email', { email: ada.address, json: 'true' });
  expect(await app.smtp.during(refuse, ask)).toMatchObject({ status: 503 });
  expect(await ask()).toMatchObject({ status: 200 });
});
