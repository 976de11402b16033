import axios from 'axios';
import { http, HttpResponse } from 'msw';

import { failures, serverApi } from '../support/authsignal/failures';
import { sessionsOf } from '../support/app/count-rows';
import { ask, confirmation } from '../support/user/confirm';
import { newPerson, personWithPasskey } from '../support/user/person';
import { startTestApp, type TestApp } from '../support/app/test-app';

const DOWNLOAD = { method: 'POST', path: '/api/account/data' };

let app: TestApp;
/** Whose calls Authsignal fails to answer, and how: by the user or the token that they name. */
const failing = new Map<string, keyof typeof failures>();
const calls: string[] = [];

beforeAll(async () => {
  app = await startTestApp();
  app.authsignal.use(
    ...serverApi(async ({ request }) => {
      const { token } = await request
        .clone()
        .json()
        .catch(() => ({}));
      const [, user] = /\/users\/([^/]+)/.exec(request.url) ?? [];
      const failure = failing.get(token ?? user);
      if (!failure) return;
      calls.push(token ?? user);
      return failures[failure]({ request });
    }),
  );
});
afterAll(() => app.close());

test.concurrent.each(Object.keys(failures) as (keyof typeof failures)[])(
  'while Authsignal is %s, people read that in time, and do it all afterwards',
  async (failure) => {
    const ada = newPerson(app);
    await ada.signInByMail();
    const enrolled = await ada.enrol();
    const visit = newPerson(app, ada.browser);
    const { id = '' } = (await ada.session()).user as { id?: string };
    const signInToken = await ada.browser.signIn();
    const confirmed = await confirmation(ada, DOWNLOAD);
    const sessions = await sessionsOf(app, ada);

    const names = [id, signInToken, enrolled, confirmed];
    names.forEach((name) => failing.set(name, failure));
    const start = performance.now();
    const answers = [
      visit.bring(signInToken),
      ada.postJson('/api/auth/enroll-passkey', {}),
      ada.confirm(enrolled),
      ada.call('GET', '/api/passkeys'),
      ask(ada, DOWNLOAD),
      ask(ada, DOWNLOAD, confirmed),
    ];
    expect(await ada.session()).toMatchObject({ user: { id } });
    const [signIn, ...others] = await Promise.all(answers);
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(signIn).toMatchObject({ status: 503, body: { url: expect.any(String) } });
    for (const answer of others) {
      expect(answer).toMatchObject({ status: 503, body: { error: 'passkeys_unavailable' } });
    }
    expect(await visit.session()).toEqual({});
    expect(await sessionsOf(app, ada)).toBe(sessions);
    expect(calls.filter((name) => names.includes(name))).toHaveLength(answers.length);

    names.forEach((name) => failing.delete(name));
    expect(await visit.bring(signInToken)).toMatchObject({ status: 200 });
    expect(await visit.session()).toMatchObject({ user: { id } });
    expect(await sessionsOf(app, ada)).toBe(sessions + 1);
    expect(await ada.confirm(enrolled)).toMatchObject({ status: 200 });
    expect(await ada.postJson('/api/auth/enroll-passkey', {})).toMatchObject({ status: 200 });
    expect(await ask(ada, DOWNLOAD, confirmed)).toMatchObject({ status: 200 });
  },
);

test('what a site itself asks of others goes by its own rules', async () => {
  const { status } = await personWithPasskey(app).then(({ call }) => call('GET', '/api/passkeys'));
  expect(status).toBe(200);

  app.authsignal.use(
    http.get('https://site.test/here', () => HttpResponse.redirect('https://site.test/there')),
    http.get('https://site.test/there', () => HttpResponse.text('a'.repeat(1_000_001))),
  );
  const { data } = await axios.get<string>('https://site.test/here');
  expect(data).toHaveLength(1_000_001);
  const given = axios.get('https://site.test/here', { signal: AbortSignal.abort() });
  await expect(given).rejects.toThrow('canceled');
});
