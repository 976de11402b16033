import { getToken } from 'next-auth/jwt';
import { withAuth } from 'next-auth/middleware';
import { NextRequest } from 'next/server';

import { type CoreHost, type HostKind, startHost } from '../support/core-host/host';

const kinds: HostKind[] = ['JWT without adapter', 'JWT with adapter'];

describe.each(kinds)('with %s', (kind) => {
  let app: CoreHost;
  beforeAll(async () => {
    app = await startHost(kind);
  });
  afterAll(() => app.close());

  test('`getToken` and the middleware `withAuth` know who signed in by passkey', async () => {
    const ada = await app.owner('ada');
    const visitor = app.visitor();
    const { secret = '' } = app.options;
    const request = async () => {
      const value = (await visitor.cookie('next-auth.session-token')) ?? '';
      const headers = { cookie: `next-auth.session-token=${value}` };
      const made = new NextRequest(`${app.url}/members`, { headers });
      return Object.assign(made, { nextauth: { token: null } });
    };
    /** Where the middleware leads the browser. */
    const led = async () => {
      const answer = await withAuth(await request(), { secret });
      return answer instanceof Response ? answer.headers.get('location') : null;
    };
    expect(await getToken({ req: await request(), secret })).toBeNull();
    expect(await led()).toContain('/api/auth/signin?callbackUrl=%2Fmembers');

    await visitor.bring(await ada.browser.signIn());
    expect(await getToken({ req: await request(), secret })).toMatchObject({
      sub: ada.id,
      by: 'credentials',
    });
    expect(await led()).toBeNull();
  });
});
