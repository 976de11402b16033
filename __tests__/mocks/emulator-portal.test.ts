import { type ServedEmulator, serveEmulator } from '../support/authsignal/served';

let at: ServedEmulator;

beforeEach(async () => {
  at = await serveEmulator();
});
afterEach(() => at.close());

const SMS = { verificationMethod: 'SMS', phoneNumber: '+64211234567' } as const;
const read = async (path: string) => (await fetch(at.url + path)).text();

/** Presses a button, as a browser sends it. */
const press = (path: string, fields: Record<string, string>, headers = { Origin: at.url }) =>
  fetch(at.url + path, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

/** Where a button leads, and the page there. */
async function pressed(path: string, fields: Record<string, string>) {
  const response = await press(path, fields);
  const place = response.headers.get('location') ?? '';
  return { status: response.status, place, page: await read(place) };
}

async function enrol(userId: string) {
  const { token } = await at.server.track({ userId, action: 'enroll-passkey', attributes: {} });
  await at.browser().signUp({ token });
}

test('users are listed by pages, the newest first, and are found by a part of what is known of them', async () => {
  const users = Array.from({ length: 120 }, (_, index) => ({ userId: `user-${index}` }));
  at.emulator.seed({ users: [{ userId: 'ada', email: 'Countess@Example.test' }, ...users] });

  const first = await read('/');
  expect(first).toContain('121 users');
  expect(first).toContain('>user-119</a>');
  expect(first).not.toContain('>ada</a>');
  expect(first).toMatch(/href="\/\?q=&amp;page=2">Next</);
  expect(await read('/?page=3')).toContain('>ada</a>');
  expect(await read('/?page=99')).toContain('Page 3 of 3');

  const found = await read('/?q=countess');
  expect(found).toContain('1 user with “countess”');
  expect(found).toContain('>ada</a>');
  expect(found).not.toContain('>user-119</a>');
  expect(await read('/?q=nobody')).toContain('Nobody was found.');
});

test('a user’s page shows attributes, passkeys with their provider, and actions', async () => {
  await enrol('ada');
  at.emulator.seed({ users: [{ userId: 'ada', email: 'ada@example.test', custom: { plan: 1 } }] });
  at.emulator.setRules([{ id: 'abroad', when: 'country', countries: ['NZ'], outcome: 'REVIEW' }]);
  await at.track('ada', 'pay', {}, { 'X-Emulator-Country': 'NZ' });

  const page = await read('/user?id=ada');
  expect(page).toContain('ada@example.test');
  expect(page).toContain('{&quot;plan&quot;:1}');
  expect(page).toContain('<h3>Chrome virtual authenticator</h3>');
  expect(page).toMatch(/CHALLENGE_SUCCEEDED\s+<div class="quiet">with PASSKEY<\/div>/);
  expect(page).toContain('by rule abroad, from NZ');
});

test('a passkey is removed by its button, and no other', async () => {
  await enrol('ada');
  at.emulator.seed({ users: [], authenticators: [{ ...SMS, userId: 'ada' }] });
  const [passkey] = await at.server.getAuthenticators({ userId: 'ada' });
  const { userAuthenticatorId = '' } = passkey ?? {};

  const after = await pressed('/authenticators/remove', { userId: 'ada', userAuthenticatorId });
  expect(after).toMatchObject({ status: 303, place: '/user?id=ada' });
  expect(after.page).not.toContain('Chrome virtual authenticator');
  expect(await at.server.getAuthenticators({ userId: 'ada' })).toMatchObject([SMS]);
});

test('a challenge is finished by its button, for the token that the app has', async () => {
  at.emulator.seed({ users: [{ userId: 'ada' }], authenticators: [{ ...SMS, userId: 'ada' }] });
  const { token, idempotencyKey } = await at.track('ada', 'pay');
  expect(await read('/user?id=ada')).toContain('Finish challenge');

  const fields = { userId: 'ada', action: 'pay', idempotencyKey };
  const { page } = await pressed('/challenges/finish', fields);
  expect(page).toContain('CHALLENGE_SUCCEEDED');
  expect(page).not.toContain('Finish challenge');
  expect(await at.server.validateChallenge({ token })).toMatchObject({ isValid: true });
});

test('outcomes and rules are chosen, and decide', async () => {
  await at.track('ada', 'pay');
  expect(await read('/actions')).toContain('<th scope="row">pay</th>');

  const after = await pressed('/outcomes', { action: 'pay', outcome: 'BLOCK' });
  expect(after).toMatchObject({ status: 303, place: '/actions' });
  expect(after.page).toContain('<option selected>BLOCK</option>');
  expect(await at.track('ada', 'pay')).toMatchObject({ state: 'BLOCK' });

  const rule = { id: 'home', action: '', when: 'country', countries: 'nz, au', outcome: 'ALLOW' };
  expect((await pressed('/rules', rule)).page).toContain('Every action from NZ, AU');
  const fromHome = { 'X-Emulator-Country': 'AU' };
  expect(await at.track('ada', 'pay', {}, fromHome)).toMatchObject({ state: 'ALLOW' });

  const newDevice = { ...rule, id: 'new', action: 'pay', when: 'new-device', countries: '' };
  expect((await pressed('/rules', newDevice)).page).toContain('pay on a new device');
  expect((await pressed('/rules/remove', { id: 'home' })).page).not.toContain('Every action');
  expect(at.emulator.state().rules).toEqual([
    { id: 'new', action: 'pay', when: 'new-device', outcome: 'ALLOW' },
  ]);
});

test('what a form refuses is said, and changes nothing', async () => {
  const rule = { id: 'home', action: '', when: 'country', countries: 'Nowhere', outcome: 'ALLOW' };
  const refused = await press('/rules', rule);
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('Two capital letters, such as NZ');
  expect((await press('/faults', { fault: 'Nothing', operation: '', times: '' })).status).toBe(400);
  expect((await press('/webhooks/resend', { id: 'unknown' })).status).toBe(400);
  expect(at.emulator.state().rules).toEqual([]);
});

test('the last requests are shown, without what is secret', async () => {
  await at.track('ada', 'pay', { email: 'ada@example.test' });
  const page = await read('/requests');
  expect(page).toContain('/v1/users/ada/actions/pay');
  expect(page).toContain('trackAction');
  expect(page).toContain('&quot;email&quot;: &quot;ada@example.test&quot;');
  expect(page).toContain('&quot;token&quot;: &quot;***&quot;');
  expect(page).not.toContain('eyJ');
});

test('webhooks are shown with their answer, and are sent again', async () => {
  at.emulator.setWebhookUrl(`${at.apiUrl}/no-receiver`);
  await enrol('ada');
  const [webhook] = at.emulator.webhooks();
  expect(await read('/webhooks')).toContain('authenticator.created');

  const { attempts = 0, id = '' } = webhook ?? {};
  const { page, place } = await pressed('/webhooks/resend', { id });
  expect(place).toBe('/webhooks');
  expect(page).toMatch(/attempts? to http/);
  expect(at.emulator.webhooks()[0]?.attempts).toBeGreaterThan(attempts);
});

test('faults are added and removed by buttons, and the clock is set', async () => {
  const fault = { fault: 'Answer 429', operation: 'getUser', times: '1' };
  expect((await pressed('/faults', fault)).page).toContain('getUser answers 429, once');
  await expect(at.server.getUser({ userId: 'ada' })).rejects.toMatchObject({ statusCode: 429 });
  await expect(at.server.getUser({ userId: 'ada' })).resolves.toBeDefined();
  expect(await read('/faults')).toContain('No fault.');

  await pressed('/faults', { ...fault, operation: '', times: '' });
  expect(await read('/faults')).toContain('Every operation answers 429');
  expect((await pressed('/faults/remove', {})).page).toContain('No fault.');

  const { token } = await at.track('ada', 'pay');
  expect((await pressed('/clock', { step: '10 minutes on' })).page).toContain(
    '<b>not</b> the real',
  );
  expect(await at.server.validateChallenge({ token })).toMatchObject({ error: 'expired_token' });
  expect((await pressed('/clock', { step: '' })).page).toContain('is the real time.');
});

test('everything is forgotten by one button', async () => {
  at.emulator.seed({ users: [{ userId: 'ada' }] });
  expect(await pressed('/reset', {})).toMatchObject({ status: 303, place: '/faults' });
  expect(await read('/')).toContain('No user yet.');
});

test('what the app’s users have typed is text on every page', async () => {
  const evil = `"><script>alert(1)</script>`;
  at.emulator.seed({
    users: [{ userId: evil, email: evil, custom: { evil } }],
    authenticators: [{ verificationMethod: 'EMAIL_OTP', userId: evil, email: evil }],
    actions: [
      { userId: evil, actionCode: evil, idempotencyKey: evil, state: 'CHALLENGE_REQUIRED' },
    ],
    outcomes: { [evil]: 'BLOCK' },
    rules: [{ id: evil, action: evil, when: 'new-device', outcome: 'BLOCK' }],
  });
  await at.track('ada', 'pay', { email: evil, username: evil });
  await fetch(`${at.apiUrl}/<script>?q=<script>`);

  const query = encodeURIComponent(evil);
  const pages = ['/', `/?q=${query}`, `/user?id=${query}`, '/actions', '/requests', '/faults'];
  for (const path of pages) expect(await read(path)).not.toMatch(/<script/i);
  expect(await read(`/user?id=${query}`)).toContain('&lt;script&gt;');
});

test('a user’s id may be anything that is in an address', async () => {
  const ids = ['..', 'a/b', '50% & more', '?#', 'Ā'];
  at.emulator.seed({ users: ids.map((userId) => ({ userId, locale: 'mi' })) });
  const links = [...(await read('/')).matchAll(/href="(\/user[^"]*)"/g)].map(([, link]) => link);
  expect(links).toHaveLength(ids.length);
  for (const link of links) expect(await read(`${link}`)).toContain('<dd>mi</dd>');
});

test('no page runs a script, loads from elsewhere, or may be framed', async () => {
  for (const path of ['/', '/user?id=nobody', '/actions', '/nowhere', '/style.css']) {
    const { headers } = await fetch(at.url + path);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
  const missing = await fetch(`${at.url}/user?id=nobody`);
  expect([missing.status, (await missing.text()).includes('Not found')]).toEqual([404, true]);
});

test('a page of another site presses no button', async () => {
  at.emulator.seed({ users: [{ userId: 'ada' }] });
  for (const Origin of ['https://attacker.test', 'http://localhost:3000', 'null']) {
    expect((await press('/reset', {}, { Origin })).status).toBe(403);
  }
  expect(at.emulator.state().users).toHaveLength(1);
});
