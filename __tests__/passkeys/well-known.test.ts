import { startTestApp, type TestApp } from '../support/app/test-app';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    env: { PASSKEY_RELATED_ORIGINS: 'https://example.co.uk, https://example.de/' },
  });
});
afterAll(() => app.close());

// The address without a dot, to which next.config.js sends the one with it; see the browser tests.
const get = (name: string, method = 'GET') =>
  fetch(`${app.url}/api/well-known/${name}`, { method });

test('passkeys are created and managed on the account page, by absolute addresses', async () => {
  const answer = await get('passkey-endpoints');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ enroll: `${app.url}/`, manage: `${app.url}/` });
});

test('related origins are told where they are set up', async () => {
  const answer = await get('webauthn');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(await answer.json()).toEqual({
    origins: ['https://example.co.uk', 'https://example.de'],
  });
});

test('both are there to be read, and for nothing else', async () => {
  for (const name of ['passkey-endpoints', 'webauthn']) {
    const answer = await get(name, 'POST');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET');
  }
});
