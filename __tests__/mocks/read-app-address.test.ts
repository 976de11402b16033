import { readAppAddress } from '@/mocks/read-app-address';

test.each([
  ['NEXTAUTH_URL', 'app.example.org'],
  ['NEXTAUTH_URL', 'localhost:3000'],
  ['NEXTAUTH_URL', 'ftp://localhost:3000'],
  ['NEXTAUTH_URL', 'http://localhost:3000/app'],
  ['PORT', 'abc'],
  ['PORT', '0'],
  ['PORT', '65536'],
])('a bad %s is named: %s', (name, value) => {
  expect(() => readAppAddress({ ...process.env, [name]: value })).toThrow(`${name} must be`);
});

test.each([
  [{ NEXTAUTH_URL: 'https://app.example.org' }, 'https://app.example.org', 3000],
  [{ NEXTAUTH_URL: 'http://localhost:4000' }, 'http://localhost:4000', 4000],
  [{ PORT: '80' }, 'http://localhost:80', 80],
  [{ PORT: '65500' }, 'http://localhost:65500', 65_500],
])('a good one is taken: %j', (variables, origin, port) => {
  expect(readAppAddress({ NODE_ENV: 'test', ...variables })).toMatchObject({ origin, port });
});
