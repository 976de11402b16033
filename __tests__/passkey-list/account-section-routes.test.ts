import { http, HttpResponse } from 'msw';

import type { ListAnswer, ListSettings } from '@/utils/passkey-list/list-routes.server';
import { PasskeyError } from '@/utils/passkeys/codes';

import { failures } from '../support/authsignal/failures';
import { strangeIds } from '../support/authsignal/strange-ids';
import { BASE_URL, type CoreHost, startHost } from '../support/core-host/host';
import type { Visitor } from '../support/core-host/visitor';

type Owner = Awaited<ReturnType<CoreHost['owner']>>;

let app: CoreHost;
/** A host without any setting for the list. */
let plain: CoreHost | undefined;
let ada: Owner;
/** The signed-in user as the host's own session would tell it; undefined: as it does. */
let someone: { id: string; email?: string } | undefined;
let mayChange: ListSettings['mayChange'];
let onRemoved: ListSettings['onRemoved'];
let isDatabaseOut = false;
/** The host's table of names, by user and passkey. */
const names = new Map<string, Map<string, string>>();
/** Each address to which a request went. */
const reached: string[] = [];

const namesOf = (userId: string) => {
  if (isDatabaseOut) throw new Error('The database of secret-key-of-the-tests is out.');
  return names.get(userId) ?? new Map<string, string>();
};

beforeAll(async () => {
  app = await startHost('JWT without adapter', {
    user: () => someone,
    list: {
      mayChange: (user, req) => mayChange?.(user, req),
      onRemoved: (user, passkey) => onRemoved?.(user, passkey),
      names: {
        read: async (userId) => namesOf(userId),
        write: async (userId, id, name) =>
          names.set(userId, new Map([...namesOf(userId), [id, name]])),
      },
    },
  });
  app.authsignal.events.on('request:start', ({ request }) => void reached.push(request.url));
  ada = await app.owner('ada');
});
afterEach(() => {
  someone = undefined;
  mayChange = undefined;
  onRemoved = undefined;
  isDatabaseOut = false;
  app.authsignal.resetHandlers();
});
afterAll(() => Promise.all([app.close(), plain?.close()]));

async function ask(visitor: Visitor, method: string, path = '', body?: unknown, headers = {}) {
  const response = await visitor.fetch(`/api/passkeys${path}`, {
    method,
    headers: { Origin: app.url, 'Content-Type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return {
    status: response.status,
    headers: response.headers,
    body: (isJson && text ? JSON.parse(text) : text) as Record<string, unknown>,
  };
}

async function listOf({ first }: Owner): Promise<ListAnswer['passkeys']> {
  const answer = await ask(first, 'GET');
  expect(answer.status).toBe(200);
  const { passkeys }: Partial<ListAnswer> = answer.body;
  return passkeys ?? [];
}
const firstOf = async (owner: Owner) => `/${(await listOf(owner))[0]?.id}`;

const refused = (status: number, error: string) => ({
  status,
  body: { error, message: expect.any(String) },
});
const INVALID = refused(400, 'invalid_request');

test('users see their own passkeys, and who they are', async () => {
  const answer = await ask(ada.first, 'GET');
  expect(answer).toMatchObject({
    status: 200,
    body: {
      user: { id: ada.id, name: 'ada@example.com' },
      canRename: true,
      passkeys: [{ name: 'Chrome virtual authenticator', lastUsedAt: null }],
    },
  });
  expect(answer.headers.get('cache-control')).toBe('no-store');

  const grace = await app.owner('grace');
  const ids = [...(await listOf(ada)), ...(await listOf(grace))].map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
});

test('a passkey is renamed, and its name is as plain as a name in the whole app', async () => {
  const path = await firstOf(ada);
  expect(await ask(ada.first, 'PATCH', path, { name: '  Ada’s phone ' })).toMatchObject({
    status: 200,
    body: { name: 'Ada’s phone' },
  });
  for (const name of ['', ' ', 'a\nb', '\u{202E}gone', 'a'.repeat(61), 7, null, ['a'], {}]) {
    expect(await ask(ada.first, 'PATCH', path, { name })).toMatchObject(INVALID);
  }
  expect(await listOf(ada)).toMatchObject([{ name: 'Ada’s phone' }]);
  expect(app.log).toContainEqual({ event: 'passkey_renamed', level: 'info', userId: ada.id });
});

test('a passkey is removed, even the last one, and signs in no more', async () => {
  const bob = await app.owner('bob');
  expect(await app.visitor().bring(await bob.browser.signIn())).toMatchObject({ error: null });
  const heard: unknown[] = [];
  onRemoved = (user, passkey) => void heard.push([user.id, passkey.name]);
  expect(await ask(bob.first, 'DELETE', await firstOf(bob))).toMatchObject({ status: 200 });
  expect(await listOf(bob)).toEqual([]);
  expect(heard).toEqual([[bob.id, 'Chrome virtual authenticator']]);
  expect(app.log.at(-1)).toEqual({ event: 'passkey_removed', level: 'info', userId: bob.id });
  await expect(bob.browser.signIn()).rejects.toThrow();
});

test('a bug of the host in `onRemoved` is logged by its name, and the passkey stays removed', async () => {
  const bob = await app.owner('bob-with-a-bug');
  onRemoved = () => {
    throw new TypeError('A bug in the host that names secret-key-of-the-tests.');
  };
  expect(await ask(bob.first, 'DELETE', await firstOf(bob))).toMatchObject({ status: 200 });
  expect(await listOf(bob)).toEqual([]);
  const failure = { event: 'on_removed_failed', level: 'error', error: 'TypeError' };
  expect(app.log.at(-1)).toEqual({ ...failure, userId: bob.id });
});

test('the id of a passkey of another user removes and renames nothing', async () => {
  const eve = await app.owner('eve');
  const path = await firstOf(ada);
  const before = await listOf(ada);
  expect(await ask(eve.first, 'DELETE', path)).toMatchObject(INVALID);
  expect(await ask(eve.first, 'PATCH', path, { name: 'Eve’s' })).toMatchObject(INVALID);
  expect(reached.filter((url) => url.includes(path) && url.includes(eve.id))).toEqual([]);
  expect(await listOf(ada)).toEqual(before);
  expect(names.get(eve.id)).toBe(undefined);

  expect(await ask(eve.first, 'DELETE', await firstOf(eve))).toMatchObject({ status: 200 });
});

const otherSites: [string, Record<string, string>][] = [
  ['of another site', { Origin: 'https://elsewhere.example' }],
  ['that names no site', { Origin: '' }],
  ['that Fetch Metadata calls foreign', { 'Sec-Fetch-Site': 'cross-site' }],
];

describe.each([
  ['PATCH', { name: 'Laptop' }],
  ['DELETE', undefined],
])('%s', (method, body) => {
  const change = async (owner: Owner, headers = {}, visitor = owner.first) =>
    ask(visitor, method, await firstOf(owner), body, headers);
  let owner: Owner;
  beforeEach(async () => {
    owner = await app.owner(`owner-${crypto.randomUUID()}`);
  });

  test.each(otherSites)('refuses a request %s', async (_what, headers) => {
    expect(await change(owner, headers)).toMatchObject(refused(403, 'wrong_origin'));
    expect(await listOf(owner)).toMatchObject([{ name: 'Chrome virtual authenticator' }]);
    expect(await change(owner)).toMatchObject({ status: 200 });
  });

  test('refuses a browser in which no one is signed in', async () => {
    const stranger = app.visitor();
    const answer = await change(owner, {}, stranger);
    expect(answer).toMatchObject(refused(401, 'not_signed_in'));
    expect(await ask(stranger, 'GET')).toMatchObject(refused(401, 'not_signed_in'));
    expect(await change(owner)).toMatchObject({ status: 200 });
  });

  test('is done only if the host says that the user may change something now', async () => {
    const path = await firstOf(owner);
    const calls = reached.length;
    mayChange = ({ id }, req) => {
      expect([id, req.method]).toEqual([owner.id, method]);
      throw new PasskeyError('reauthentication_required');
    };
    const answer = await ask(owner.first, method, path, body);
    expect(answer).toMatchObject(refused(403, 'reauthentication_required'));
    mayChange = async () => {
      throw new PasskeyError('too_many_requests', { retryAfter: 30 });
    };
    const limited = await ask(owner.first, method, path, body);
    expect(limited).toMatchObject(refused(429, 'too_many_requests'));
    expect(limited.headers.get('retry-after')).toBe('30');
    expect(reached).toHaveLength(calls);
    expect(await listOf(owner)).toMatchObject([{ name: 'Chrome virtual authenticator' }]);

    mayChange = () => undefined;
    expect(await change(owner)).toMatchObject({ status: 200 });
  });

  test.each([
    'nothing',
    '...',
    '../users',
    '%2e%2e',
    'a b',
    'a\0b',
    '💥',
    'a'.repeat(129),
    '__proto__',
    `${crypto.randomUUID()}`,
  ])('refuses the id %j, which is not in the list', async (id) => {
    const asked = reached.length;
    const answer = await ask(owner.first, method, `/${encodeURIComponent(id)}`, body);
    expect(answer).toMatchObject(INVALID);
    expect(reached.slice(asked).every((url) => url.endsWith('/authenticators'))).toBe(true);
    expect(await change(owner)).toMatchObject({ status: 200 });
  });

  test('twice at once is once', async () => {
    const path = await firstOf(owner);
    let heard = 0;
    onRemoved = () => void heard++;
    const answers = await Promise.all([1, 2].map(() => ask(owner.first, method, path, body)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses.every((status) => status === 200 || status === 400)).toBe(true);
    expect(heard).toBe(method === 'DELETE' ? 1 : 0);
    const left = method === 'DELETE' ? [] : [{ name: 'Laptop' }];
    expect(await listOf(owner)).toMatchObject(left);
  });

  test('if the host’s database is out, the browser reads that it is not its fault', async () => {
    const path = await firstOf(owner);
    isDatabaseOut = true;
    const answers = [await ask(owner.first, method, path, body), await ask(owner.first, 'GET')];
    for (const answer of answers) {
      expect(answer).toMatchObject(refused(503, 'service_unavailable'));
      expect(JSON.stringify(answer.body)).not.toContain('secret');
    }
    expect(app.log.at(-1)).toMatchObject({ event: 'route_unavailable', error: 'Error' });
    isDatabaseOut = false;
    expect(await change(owner)).toMatchObject({ status: 200 });
  });
});

test.each(['{', '"Laptop"', '[]', '7', 'null', ''])(
  'the body %s renames nothing, and a good one does',
  async (body) => {
    const path = await firstOf(ada);
    const before = await listOf(ada);
    expect((await ask(ada.first, 'PATCH', path, body)).status).toBe(400);
    expect(await listOf(ada)).toEqual(before);
    expect(await ask(ada.first, 'PATCH', path, { name: 'Laptop' })).toMatchObject({ status: 200 });
  },
);

test('a form renames nothing', async () => {
  const path = await firstOf(ada);
  const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const answer = await ask(ada.first, 'PATCH', path, 'name=Form', type);
  expect(answer).toMatchObject(refused(415, 'unsupported_media_type'));
});

test.each([
  ['POST', '', 'GET'],
  ['HEAD', '', 'GET'],
  ['GET', '/some-passkey', 'PATCH, DELETE'],
  ['PUT', '/some-passkey', 'PATCH, DELETE'],
])(
  '%s of /api/passkeys%s is refused, and the answer says what is allowed',
  async (method, path, allow) => {
    const answer = await ask(ada.first, method, path, method === 'PUT' ? {} : undefined);
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
  },
);

test.each(['refused', 'answering 404', 'answering 500', 'answering in another shape'] as const)(
  'while Authsignal is %s, the browser reads that, and nothing is lost',
  async (failure) => {
    const path = await firstOf(ada);
    const before = await listOf(ada);
    app.authsignal.use(http.all(`${BASE_URL}/users/*`, failures[failure]));
    for (const answer of [
      await ask(ada.first, 'GET'),
      await ask(ada.first, 'PATCH', path, { name: 'Lost' }),
      await ask(ada.first, 'DELETE', path),
    ]) {
      expect(answer).toMatchObject(refused(503, 'passkeys_unavailable'));
    }
    app.authsignal.resetHandlers();
    expect(await listOf(ada)).toEqual(before);
  },
);

test('an error page of a proxy does not pass for a removal', async () => {
  const path = await firstOf(ada);
  const page = () => HttpResponse.html('<h1>Not found</h1>', { status: 404 });
  app.authsignal.use(http.delete(`${BASE_URL}/users/*`, page));
  const answer = await ask(ada.first, 'DELETE', path);
  expect(answer).toMatchObject(refused(503, 'passkeys_unavailable'));
  expect(await listOf(ada)).toHaveLength(1);
});

const inWords = (id: string) => JSON.stringify(id).slice(0, 30);
test.each(strangeIds.map((id) => [inWords(id), id]))(
  'the user id %s reaches nothing at Authsignal',
  async (_words, id) => {
    const path = await firstOf(ada);
    someone = { id };
    const asked = reached.length;
    expect(await ask(ada.first, 'GET')).toMatchObject(INVALID);
    expect(await ask(ada.first, 'DELETE', path)).toMatchObject(INVALID);
    expect(reached.slice(asked)).toEqual([]);
  },
);

test('a passkey that another request has just removed is gone, and the host hears of it once', async () => {
  const bob = await app.owner('bob-twice');
  const path = await firstOf(bob);
  let heard = 0;
  onRemoved = () => void heard++;
  app.authsignal.use(http.delete(`${BASE_URL}/users/*`, failures['answering 404']));
  expect(await ask(bob.first, 'DELETE', path)).toMatchObject({ status: 200 });
  expect(heard).toBe(0);
  app.authsignal.resetHandlers();
  expect(await ask(bob.first, 'DELETE', path)).toMatchObject({ status: 200 });
  expect(heard).toBe(1);
});

test('a host that stores no names shows those of the products, and renames nothing', async () => {
  plain = await startHost('database sessions', { list: { names: undefined } });
  const carl = await plain.owner('carl');
  const headers = { Origin: plain.url, 'Content-Type': 'application/json' };
  const list: ListAnswer = await (await carl.first.fetch('/api/passkeys')).json();
  expect(list).toMatchObject({ canRename: false, user: { id: carl.id } });
  const path = `/api/passkeys/${list.passkeys[0]?.id}`;
  const body = JSON.stringify({ name: 'Phone' });
  const renaming = await carl.first.fetch(path, { method: 'PATCH', headers, body });
  expect([renaming.status, renaming.headers.get('allow')]).toEqual([405, 'DELETE']);
  expect((await carl.first.fetch(path, { method: 'DELETE', headers })).status).toBe(200);
});
