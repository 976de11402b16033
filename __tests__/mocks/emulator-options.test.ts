import { domainOf, HELP, readOptions } from '@/mocks/authsignal/cli-options';

test('without flags and variables the command is for an app on this machine', () => {
  expect(readOptions([], {})).toEqual({
    port: 8787,
    host: '127.0.0.1',
    origin: ['http://localhost:3000'],
    'rp-name': 'Local',
  });
});

test('a flag says the same as its variable, and wins', () => {
  const env = {
    AUTHSIGNAL_EMULATOR_PORT: '9000',
    AUTHSIGNAL_EMULATOR_ORIGIN: 'https://a.test, https://b.test',
    AUTHSIGNAL_EMULATOR_SECRET: '',
  };
  expect(readOptions([], env)).toMatchObject({
    port: 9000,
    origin: ['https://a.test', 'https://b.test'],
  });
  const args = ['--port', '0', '--origin', 'https://c.test', '--origin', 'https://d.test'];
  expect(readOptions(args, env)).toMatchObject({
    port: 0,
    origin: ['https://c.test', 'https://d.test'],
  });
});

test.each([
  ['an origin without a scheme', ['--origin', 'localhost:3000'], '--origin'],
  ['an origin with a path', ['--origin', 'http://localhost:3000/'], '--origin'],
  ['a port that is none', ['--port', '70000'], '--port'],
  ['a receiver that is no address', ['--webhook', 'app'], 'AUTHSIGNAL_EMULATOR_WEBHOOK'],
  ['a flag that there is not', ['--colour', 'red'], '--colour'],
])('%s is refused by its name', (_, args, name) => {
  expect(() => readOptions(args, {})).toThrow(name);
});

test('the domain is that of the first page, beside apps for Android', () => {
  const origins = ['android:apk-key-hash:abc', 'https://app.example.com'];
  expect(readOptions(['--origin', 'android:apk-key-hash:abc'], {})).toBeDefined();
  expect(domainOf(origins)).toBe('app.example.com');
});

test('the help names every flag', () => {
  expect(readOptions(['--help'], {})).toBeUndefined();
  for (const flag of ['--port', '--origin', '--seed', '--persist']) expect(HELP).toContain(flag);
});
