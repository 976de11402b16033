import type { RouteSettings } from '@/utils/passkeys/routes.server';

import { type CoreHost, type HostKind, startHost } from '../support/core-host/host';

const kinds: HostKind[] = ['JWT without adapter', 'database sessions'];

describe.each(kinds)('a host that records confirmations, with %s', (kind) => {
  let app: CoreHost;
  let ada: Awaited<ReturnType<CoreHost['owner']>>;
  let record: RouteSettings['record'];
  const told: string[] = [];
  beforeAll(async () => {
    app = await startHost(kind, {
      routes: {
        record: (use) => record?.(use) ?? app.store.spend(use),
        onAdded: ({ id }) => void told.push(id),
      },
    });
    ada = await app.owner('ada');
  });
  beforeEach(() => {
    record = undefined;
    told.length = 0;
    app.log.length = 0;
  });
  afterAll(() => app.close());

  const good = { status: 200, body: { success: true } };
  const confirm = (token: string) => ada.first.post('callback', { token });
  const added = () => app.log.filter(({ event }) => event === 'passkey_added');

  async function newEnrolment() {
    const { body } = await ada.first.post('enroll-passkey', {});
    return app.browser().signUp({ token: String(body.token), username: 'ada@example.com' });
  }

  test('hears once of a passkey whose confirmation comes eight times at once', async () => {
    const token = await newEnrolment();
    const answers = await Promise.all(Array.from({ length: 8 }, () => confirm(token)));
    for (const answer of answers) expect(answer).toMatchObject(good);
    expect(added()).toEqual([{ event: 'passkey_added', level: 'info', userId: ada.id }]);
    expect(told).toEqual([ada.id]);

    // Control: of another passkey it hears.
    expect(await confirm(await newEnrolment())).toMatchObject(good);
    expect(added()).toHaveLength(2);
    expect(told).toEqual([ada.id, ada.id]);
  });

  test('records nothing for a token that confirms nothing', async () => {
    const spent = await app.store.spent();
    expect(await confirm('a-token-that-nobody-made')).toMatchObject({ status: 422 });
    expect(await confirm(await ada.browser.signIn())).toMatchObject({ status: 422 });
    expect(await app.store.spent()).toBe(spent);
    expect(added()).toEqual([]);
  });

  test('gets the confirmation again if its database was out', async () => {
    const token = await newEnrolment();
    record = () => Promise.reject(new Error('out'));
    expect(await confirm(token)).toMatchObject({
      status: 503,
      body: { error: 'service_unavailable' },
    });
    expect(told).toEqual([]);

    record = undefined;
    expect(await confirm(token)).toMatchObject(good);
    expect(told).toEqual([ada.id]);
  });

  test('and the passkey whose confirmation was recorded signs in', async () => {
    const visitor = app.visitor();
    expect(await visitor.bring(await ada.browser.signIn())).toMatchObject({ error: null });
    expect(await visitor.session()).toMatchObject({ user: { id: ada.id } });
  });
});
