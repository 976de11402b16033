import { refuse } from '../support/faults/faults';
import { newPerson, type Person } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';
import { until } from '../support/app/until';

const SECRET = 'secret-of-the-schedule';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ env: { CRON_SECRET: SECRET } });
});
afterAll(() => app.close());

const call = (authorization?: string) =>
  fetch(`${app.url}/api/housekeeping`, { headers: authorization ? { authorization } : {} });

/** A person whose passkey was added while the mail server was out. */
async function personWithUnsentMail(): Promise<Person> {
  const person = newPerson(app);
  await person.signInByMail();
  const before = app.logLines.length;
  const isRefused = () => app.logLines.slice(before).join('').includes('mail_not_sent');
  await app.smtp.during(refuse, async () => {
    expect(await person.confirm(await person.enrol())).toMatchObject({ status: 200 });
    await until(isRefused);
  });
  return person;
}

const news = (person: Person) => person.mails().filter(({ subject }) => /added/.test(subject));

test('the schedule of a host sends what waits, once, even if it calls twice at the same time', async () => {
  const ada = await personWithUnsentMail();
  expect(news(ada)).toHaveLength(0);
  const answers = await Promise.all([call(`Bearer ${SECRET}`), call(`Bearer ${SECRET}`)]);
  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  await until(() => news(ada).length === 1);
});

test.each([undefined, '', 'Bearer ', SECRET, `Bearer ${SECRET}x`])(
  'nobody else can set it off: %s',
  async (authorization) => {
    const ada = await personWithUnsentMail();
    expect(await call(authorization)).toMatchObject({ status: 401 });
    expect(await app.db().accountMail.count({ where: { sentAt: null } })).toBe(1);
    expect(news(ada)).toHaveLength(0);
    expect(await call(`Bearer ${SECRET}`)).toMatchObject({ status: 204 });
    await until(() => news(ada).length === 1);
  },
);

test('while the database is out, the schedule reads so', async () => {
  expect(await app.database.during(refuse, () => call(`Bearer ${SECRET}`))).toMatchObject({
    status: 503,
  });
  expect(await call(`Bearer ${SECRET}`)).toMatchObject({ status: 204 });
});
