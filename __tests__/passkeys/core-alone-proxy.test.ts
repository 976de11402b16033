import { type CoreHost, startHost } from '../support/core-host/host';

// A site that NextAuth knows by its proxy alone, as on Vercel: the proxy sends it on under another name.
const PROXY = { 'X-Forwarded-Host': 'site.example', 'X-Forwarded-Proto': 'https' };
let app: CoreHost;

beforeEach(async () => {
  app = await startHost('JWT without adapter', {
    user: () => ({ id: 'ada', email: 'ada@example.com' }),
  });
  delete process.env.NEXTAUTH_URL;
});
afterEach(async () => {
  delete process.env.AUTH_TRUST_HOST;
  delete process.env.VERCEL;
  await app.close();
});

const ask = async (origin: string, headers: HeadersInit = PROXY) =>
  (await app.visitor(headers).post('enroll-passkey', {}, { Origin: origin })).status;

test.each(['AUTH_TRUST_HOST', 'VERCEL'])(
  'with %s, the routes take the address that the proxy names',
  async (name) => {
    process.env[name] = '1';
    expect(await ask('https://site.example')).toBe(200);
    expect(await ask('https://elsewhere.example')).toBe(403);
    // The name behind the proxy is not the site's.
    expect(await ask(app.url)).toBe(403);
    // Without a proxy, the request's own host is.
    expect(await ask(app.url, {})).toBe(200);
  },
);

test('without either, no header makes another site ours', async () => {
  expect(await ask('https://site.example')).toBe(403);
  expect(await ask(app.url)).toBe(200);
});

test('NEXTAUTH_URL counts for more than the proxy', async () => {
  process.env.AUTH_TRUST_HOST = '1';
  process.env.NEXTAUTH_URL = app.url;
  expect(await ask('https://site.example')).toBe(403);
  expect(await ask(app.url)).toBe(200);
});
