import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import { cookieName } from '@/utils/http/cookies.server';
import { recallAddress, rememberAddress } from '@/utils/links/remembered-address.server';

import { setAppEnvironment } from '../support/app/environment';

beforeAll(setAppEnvironment);
afterEach(() => jest.useRealTimers());

const ADDRESS = 'ada@example.com';

/** The cookie that a browser gets for an address. */
async function cookieFor(address: string): Promise<string> {
  const res = new ServerResponse(new IncomingMessage(new Socket()));
  await rememberAddress(res, 'link-asked', address);
  return /link-asked=([^;]*)/.exec(String(res.getHeader('Set-Cookie')))?.[1] ?? '';
}

/** A request with that cookie, under the name of each reason. */
const requestWith = (value: string) => {
  const cookies = { [cookieName('link-asked')]: value, [cookieName('link-failed')]: value };
  return Object.assign(new IncomingMessage(new Socket()), { cookies });
};

test('the address that this server has remembered it recalls, for the same reason', async () => {
  const req = requestWith(await cookieFor(ADDRESS));
  expect(await recallAddress(req, 'link-asked')).toBe(ADDRESS);
  expect(await recallAddress(req, 'link-failed')).toBeUndefined();
});

test('a changed cookie is ignored', async () => {
  const [ada, eve] = [await cookieFor(ADDRESS), await cookieFor('eve@example.com')];
  const half = Math.floor(ada.length / 2);
  for (const forged of [
    ada.slice(0, half) + eve.slice(half),
    ada.slice(0, half),
    `${ada}x`,
    'x',
    '',
  ]) {
    expect(await recallAddress(requestWith(forged), 'link-asked')).toBeUndefined();
  }
});

test('an address is recalled for ten minutes', async () => {
  jest.useFakeTimers({ advanceTimers: true });
  const req = requestWith(await cookieFor(ADDRESS));
  jest.setSystemTime(Date.now() + 9 * 60_000);
  expect(await recallAddress(req, 'link-asked')).toBe(ADDRESS);
  jest.setSystemTime(Date.now() + 2 * 60_000);
  expect(await recallAddress(req, 'link-asked')).toBeUndefined();
});
