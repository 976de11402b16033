import { sendRaw } from '../support/app/raw-http';
import { newPerson } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test.each(['/api/sessions', '/api/auth/session'])(
  'a cookie whose name begins with a byte that Next.js drops does not pass for ours: %s',
  async (path) => {
    const ada = newPerson(app);
    await ada.signInByMail();
    const cookies = (await ada.cookies()).split('; ');
    const session = cookies.find((each) => each.startsWith('session-token=')) ?? '';
    const bodyFor = async (firstBytes: number[]) => {
      const bytes = Buffer.concat([
        Buffer.from(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: a=b;`),
        Buffer.from(firstBytes),
        Buffer.from(session),
        Buffer.from('\r\n\r\n'),
      ]);
      return (await sendRaw(app.url, { bytes, isComplete: true })).body;
    };
    expect(await bodyFor([])).toMatch(/"(email|userAgent|isCurrent)"/);
    expect(await bodyFor([0xa0])).not.toMatch(/"(email|userAgent|isCurrent)"/);
  },
);
