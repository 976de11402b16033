import { readFileSync } from 'node:fs';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';

import { sameOriginUrl } from '@/utils/http/same-origin-url';
import { parseEnv } from '@/utils/base/env.server';
import { messages } from '@/utils/base/messages';
import { errorSentence } from '@/utils/signin/error-sentence';

afterEach(() => jest.restoreAllMocks());

const good = {
  NEXTAUTH_URL: 'https://app.example.com',
  NEXTAUTH_SECRET: 'Zt3!q8Lm#vR0x@Wd6^Ks9&Pj2*Hb5(Yn',
  DATABASE_URL: 'postgresql://user:password@db.example.com:5432/app',
  EMAIL_SERVER: 'smtp://user:password@mail.example.com:587',
  EMAIL_FROM: 'Example <no-reply@example.com>',
  NEXT_PUBLIC_AUTHSIGNAL_TENANT_ID: 'tenant',
  NEXT_PUBLIC_AUTHSIGNAL_API_HOST: 'https://au.api.authsignal.com/v1',
  AUTHSIGNAL_TENANT_SECRET_KEY: 'key',
};

/** What the app says of the environment with these changes, or 'accepted'. */
function verdict(changes: Record<string, string | undefined>) {
  try {
    parseEnv({ ...good, ...changes });
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

test('a complete environment is accepted, and nobody is trusted as a proxy unless told', () => {
  expect(parseEnv(good)).toEqual({
    ...good,
    NEXTAUTH_SECRET: [good.NEXTAUTH_SECRET],
    EMAIL_FROM: { name: 'Example', address: 'no-reply@example.com' },
    TRUSTED_PROXY_HOPS: 0,
    PASSKEY_RELATED_ORIGINS: [],
    SHUTDOWN_DELAY_SECONDS: 0,
  });
});

test.each([
  ['NEXTAUTH_URL', 'http://localhost:3000'],
  ['NEXTAUTH_URL', 'http://127.0.0.1:3000'],
  ['NEXTAUTH_URL', 'https://app.example.com/'],
  ['DATABASE_URL', 'postgres://db.example.com/app'],
  ['EMAIL_SERVER', 'smtps://mail.example.com'],
  ['EMAIL_FROM', 'no-reply@example.com'],
  ['NEXT_PUBLIC_AUTHSIGNAL_API_HOST', 'http://localhost:8787/v1'],
  ['TRUSTED_PROXY_HOPS', '2'],
  ['TRUSTED_PROXY_HOPS', ''],
  ['PASSKEY_RELATED_ORIGINS', 'https://example.de'],
  ['PASSKEY_RELATED_ORIGINS', 'https://example.co.uk/, https://example.de:8443'],
  ['PASSKEY_RELATED_ORIGINS', ''],
  ['SHUTDOWN_DELAY_SECONDS', '7.5'],
  ['CRON_SECRET', 'sixteen letters.'],
  ['CRON_SECRET', ''],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', ''],
])('%s may be "%s"', (name, value) => {
  expect(verdict({ [name]: value })).toBe('accepted');
});

test.each([
  ['NEXTAUTH_URL', 'app.example.org'],
  ['NEXTAUTH_URL', 'http://app.example.com'],
  ['NEXTAUTH_URL', 'http://localhost.example.com'],
  ['NEXTAUTH_URL', 'https://app.example.com/path'],
  ['NEXTAUTH_URL', 'HTTPS://app.example.com'],
  ['NEXTAUTH_URL', ' https://app.example.com'],
  ['NEXTAUTH_URL', 'https://app.example.com:443'],
  ['NEXTAUTH_SECRET', 'short'],
  ['NEXTAUTH_SECRET', 'a'.repeat(64)],
  ['DATABASE_URL', 'mysql://db.example.com/app'],
  ['EMAIL_SERVER', 'mail.example.com'],
  ['EMAIL_FROM', 'nobody'],
  ['EMAIL_FROM', 'Two <a@example.com>, <b@example.com>'],
  ['NEXT_PUBLIC_AUTHSIGNAL_API_HOST', 'http://api.authsignal.com'],
  ['TRUSTED_PROXY_HOPS', 'all'],
  ['TRUSTED_PROXY_HOPS', '-1'],
  ['SHUTDOWN_DELAY_SECONDS', '-1'],
  ['SHUTDOWN_DELAY_SECONDS', 'soon'],
  ['CRON_SECRET', 'short'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
  ['PASSKEY_RELATED_ORIGINS', 'example.de'],
  ['PASSKEY_RELATED_ORIGINS', 'http://example.de'],
  ['PASSKEY_RELATED_ORIGINS', 'https://example.de/path'],
  ['PASSKEY_RELATED_ORIGINS', 'https://example.de,,https://example.fr'],
])('%s may not be "%s"', (name, value) => {
  const message = verdict({ [name]: value });
  expect(message).toContain(name);
  expect(message).not.toContain(value);
});

test.each(Object.keys(good))('%s must be there, and an empty one is not', (name) => {
  expect(verdict({ [name]: undefined })).toContain(`${name} is missing`);
  expect(verdict({ [name]: '' })).toContain(`${name} is missing`);
});

test('all problems are named at once', () => {
  const nothing = Object.fromEntries(Object.keys(good).map((name) => [name, undefined]));
  const message = verdict(nothing);
  for (const name of Object.keys(good)) expect(message).toContain(`${name} is missing`);
});

test.each([
  ['GITHUB_ID', 'GITHUB_SECRET'],
  ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'],
])('%s and %s come together, or not at all', (id, secret) => {
  expect(verdict({ [id]: 'one' })).toContain(`${secret} is missing, and ${id} is set`);
  expect(verdict({ [secret]: 'two', [id]: '' })).toContain(
    `${id} is missing, and ${secret} is set`,
  );
  expect(verdict({ [id]: 'one', [secret]: 'two' })).toBe('accepted');
  // Beside another problem, and in the same message.
  const message = verdict({ [id]: 'one', NEXTAUTH_URL: undefined });
  expect(message).toContain(`${secret} is missing`);
  expect(message).toContain('NEXTAUTH_URL is missing');
});

test('each secret of a list has to be one', () => {
  const { NEXTAUTH_SECRET: secret } = good;
  const list = `${secret}, ${secret.toLowerCase()}`;
  expect(parseEnv({ ...good, NEXTAUTH_SECRET: list }).NEXTAUTH_SECRET).toEqual(list.split(', '));
  expect(verdict({ NEXTAUTH_SECRET: `${secret},short` })).toContain('must have 32 characters');
  expect(verdict({ NEXTAUTH_SECRET: `${secret},` })).toContain('must have 32 characters');
});

test('the example names every variable, and its secret is refused', () => {
  const lines = readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)="?(.*?)"?$/gm);
  const example = Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
  const optional = [
    'TRUSTED_PROXY_HOPS',
    'PASSKEY_RELATED_ORIGINS',
    'SHUTDOWN_DELAY_SECONDS',
    'CRON_SECRET',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'GITHUB_ID',
    'GITHUB_SECRET',
    'GOOGLE_CLIENT_ID',
    'GOOGLE_CLIENT_SECRET',
  ];
  expect(Object.keys(example).sort()).toEqual([...Object.keys(good), ...optional].sort());

  expect(verdict({ NEXTAUTH_SECRET: example.NEXTAUTH_SECRET })).toContain('is the public example');
  expect(verdict({ EMAIL_FROM: example.EMAIL_FROM })).toBe('accepted');
});

test.each([
  ['a@example.com', '', 'a@example.com'],
  ['Acme <a@example.com>', 'Acme', 'a@example.com'],
  ['Größe, Inc. <a@example.com>', 'Größe, Inc.', 'a@example.com'],
  ['"Doe, J. <x>" <a@example.com>', 'Doe, J. <x>', 'a@example.com'],
  ['Acme "X" <a@example.com>', 'Acme "X"', 'a@example.com'],
  ['"Acme \\"X\\"" <a@example.com>', 'Acme "X"', 'a@example.com'],
])('mails from %s have one sender', (value, name, address) => {
  expect(parseEnv({ ...good, EMAIL_FROM: value }).EMAIL_FROM).toEqual({ name, address });
});

test.each([
  ['/', 'https://app.example.com/'],
  ['/?tab=keys#top', 'https://app.example.com/?tab=keys#top'],
  ['https://app.example.com/settings', 'https://app.example.com/settings'],
  ['/.//evil.example', 'https://app.example.com//evil.example'],
  ['https://evil.example', 'https://app.example.com/'],
  ['//evil.example', 'https://app.example.com/'],
  ['/\\evil.example', 'https://app.example.com/'],
  ['/\t/evil.example', 'https://app.example.com/'],
  ['https:evil.example', 'https://app.example.com/evil.example'],
  ['https://app.example.com@evil.example', 'https://app.example.com/'],
  ['https://user@app.example.com/', 'https://app.example.com/'],
  ['https://app.example.com.evil.example', 'https://app.example.com/'],
  ['javascript:alert(1)', 'https://app.example.com/'],
  ['blob:https://app.example.com/settings', 'https://app.example.com/'],
  ['http://[', 'https://app.example.com/'],
  ['/signin?callbackUrl=/signin', 'https://app.example.com/'],
  ['/signin/', 'https://app.example.com/'],
  ['https://app.example.com//signin', 'https://app.example.com/'],
  ['/signin/confirm', 'https://app.example.com/'],
  ['/%73ignin', 'https://app.example.com/'],
  ['/api/auth/signin', 'https://app.example.com/'],
  ['/%E0%A4%A', 'https://app.example.com/'],
  ['/check-email', 'https://app.example.com/'],
  ['/account-deleted', 'https://app.example.com/'],
  ['/signing', 'https://app.example.com/signing'],
  [`/${'a'.repeat(2_968)}`, `https://app.example.com/${'a'.repeat(2_968)}`],
  [`/${'a'.repeat(2_969)}`, 'https://app.example.com/'],
  [`/?${'&'.repeat(1_000)}`, 'https://app.example.com/'],
  [['/a', '/b'], 'https://app.example.com/'],
  [undefined, 'https://app.example.com/'],
])('after a sign-in to go on to %s one goes to %s', (wanted, reached) => {
  expect(sameOriginUrl(wanted, 'https://app.example.com')).toBe(reached);
});

test.each([
  ['0', '6.6.6.6, 7.7.7.7', '127.0.0.1'],
  ['1', '6.6.6.6, 7.7.7.7', '7.7.7.7'],
  ['2', '6.6.6.6, 7.7.7.7', '6.6.6.6'],
  ['1', '', '127.0.0.1'],
  ['1', '7.7.7.7:50123', '7.7.7.7'],
  ['1', '2001:db8::7', '2001:db8::7'],
  ['1', '[2001:db8::7]:50123', '2001:db8::7'],
  ['1', '[2001:db8::7]', '2001:db8::7'],
  ['1', '::ffff:7.7.7.7', '7.7.7.7'],
  ['1', '0:0:0:0:0:FFFF:7.7.7.7', '7.7.7.7'],
  ['1', '[::ffff:707:707]:50123', '7.7.7.7'],
  ['1', '::7.7.7.7', '7.7.7.7'],
  ['1', 'fe80::7%eth0', 'fe80::7%eth0'],
  ['1', 'unknown', '127.0.0.1'],
  ['1', '_hidden:7', '127.0.0.1'],
  ['2', '6.6.6.6:1, 7.7.7.7:2', '6.6.6.6'],
])(
  'with %s trusted proxies and X-Forwarded-For "%s" the client is %s',
  async (hops, header, client) => {
    jest.resetModules();
    jest.replaceProperty(process, 'env', { ...process.env, ...good, TRUSTED_PROXY_HOPS: hops });
    const { clientAddress } = await import('@/utils/base/client-address.server');
    const req = Object.assign(new IncomingMessage(new Socket()), {
      headers: header ? { 'x-forwarded-for': header } : {},
    });
    Object.defineProperty(req.socket, 'remoteAddress', { value: '127.0.0.1' });

    expect(clientAddress(req)).toBe(client);
  },
);

test.each([
  ['link_not_valid', 'link_not_valid'],
  ['link_not_opened', 'link_not_opened'],
  ['EmailSignin', 'mail_not_sent'],
  ['passkey_created', 'try_again'],
  ['constructor', 'try_again'],
  ['__proto__', 'try_again'],
  [['link_not_valid', 'link_not_valid'], 'try_again'],
  [undefined, null],
] as const)('an error named %s in the address is one of ours: %s', (error, message) => {
  expect(errorSentence(error)).toBe(message && messages[message]);
});
