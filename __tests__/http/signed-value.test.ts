import { readSigned, sign } from '@/utils/http/signed-value.server';

import { setAppEnvironment } from '../support/app/environment';

beforeAll(setAppEnvironment);
afterEach(() => jest.restoreAllMocks());

const ADDRESS = 'ada@example.com';

test('what this server has signed it reads again, for the same purpose', () => {
  const signed = sign('link-asked', ADDRESS, 60);
  expect(readSigned('link-asked', signed)).toBe(ADDRESS);
  expect(readSigned('link-failed', signed)).toBeUndefined();
});

test('what was changed counts for nothing', () => {
  const [payload = '', signature = ''] = sign('link-asked', ADDRESS, 60).split('.');
  const [other = ''] = sign('link-asked', 'eve@example.com', 60).split('.');
  for (const forged of [`${other}.${signature}`, `${payload}.`, payload, `${payload}.x`, '']) {
    expect(readSigned('link-asked', forged)).toBeUndefined();
  }
});

test('a signed value counts for its time', () => {
  const signed = sign('link-asked', ADDRESS, 60);
  jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
  expect(readSigned('link-asked', signed)).toBeUndefined();
});
