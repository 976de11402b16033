import { newPerson } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

/** Where a host gives Next.js its `waitUntil`. */
const CONTEXT = Symbol.for('@next/request-context');

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => Reflect.deleteProperty(globalThis, CONTEXT));
afterAll(() => app.close());

test('a host that waits for work after an answer is told of it, until the mail has left', async () => {
  const ada = newPerson(app);
  await ada.signInByMail();
  const token = await ada.enrol();
  const work: Promise<unknown>[] = [];
  const waitUntil = (promise: Promise<unknown>) => void work.push(promise);
  Reflect.set(globalThis, CONTEXT, { get: () => ({ waitUntil }) });

  expect(await ada.confirm(token)).toMatchObject({ status: 200 });
  expect(work).toHaveLength(1);
  await Promise.all(work);
  expect(await app.db().accountMail.count({ where: { sentAt: null } })).toBe(0);
  expect(ada.mails().map(({ subject }) => subject)).toContainEqual(
    expect.stringContaining('A passkey was added'),
  );
});
