import { testRace } from '../support/database/databases';
import { newPerson, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

testRace(
  'of ten copies of each of twenty tokens, brought at once, one opens a session, for the right person',
  async () => {
    const people = await Promise.all(Array.from({ length: 4 }, () => personWithPasskey(app)));
    // Their enrolments are recorded, too.
    const spent = await app.db().spentToken.count();
    const brought = people.map(async (person) => {
      for (let times = 0; times < 5; times++) {
        const token = await person.browser.signIn();
        const visits = Array.from({ length: 10 }, () => newPerson(app, person.browser));
        const answers = await Promise.all(visits.map((visit) => visit.bring(token)));
        expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(401)]);

        const sessions = await Promise.all(visits.map((visit) => visit.session()));
        const emails = sessions.flatMap(({ user }) => (user ? [user] : []));
        expect(emails).toEqual([expect.objectContaining({ email: person.address })]);
      }
    });
    await Promise.all(brought);
    expect(await app.db().spentToken.count()).toBe(spent + 20);
  },
);
