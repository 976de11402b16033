import { newPerson } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('sessions that several requests look up in the same tick are all found', async () => {
  await Promise.all([newPerson(app).signInByMail(), newPerson(app).signInByMail()]);
  const { isLive } = await import('@/utils/sessions/session-register.server');
  const rows = await app.db().session.findMany();
  expect(rows).toHaveLength(2);

  const look = (sid: string, sub: string) => isLive({ sid, sub }, { note: false });
  const looks = [...rows.map((row) => look(row.sessionToken, row.userId)), look('none', 'nobody')];
  expect(await Promise.all(looks)).toEqual([true, true, false]);
});
