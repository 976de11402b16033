import type { GetServerSidePropsContext } from 'next';

import { noteUser } from '@/utils/base/current-request.server';
import { pageProps } from '@/utils/http/page-props.server';
import { onRequestError } from '@/instrumentation';

import { setAppEnvironment } from '../support/app/environment';
import { logLines } from '../support/app/captured-pino';

const ADDRESS = 'ada@example.com';

/** What Next.js tells of a request: its headers and its query hold secrets. */
const request = { path: `/?email=${ADDRESS}`, method: 'GET', headers: { cookie: ADDRESS } };
const place = {
  routerKind: 'Pages Router',
  routePath: '/',
  routeType: 'render',
  revalidateReason: undefined,
} as const;

const reports = () =>
  logLines
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter(({ event }) => event === 'internal_error');

beforeAll(() => {
  setAppEnvironment();
  process.env.NEXT_RUNTIME = 'nodejs';
});
afterEach(() => void logLines.splice(0));

test("an error of a page is reported once, with its user's id and no address", async () => {
  const { IncomingMessage, ServerResponse } = await import('node:http');
  const { Socket } = await import('node:net');
  const req = Object.assign(new IncomingMessage(new Socket()), { cookies: {}, method: 'GET' });
  const context = { req, res: new ServerResponse(req), query: {}, resolvedUrl: '/' };
  const error = new RangeError(ADDRESS);
  const page = pageProps(async () => {
    noteUser('user-1');
    throw error;
  });
  await expect(page(context as GetServerSidePropsContext)).rejects.toBe(error);
  await onRequestError(error, request, place);

  expect(reports()).toMatchObject([{ error: 'RangeError', userId: 'user-1' }]);
  expect(logLines.join('')).not.toContain(ADDRESS);
});

test('what Next.js alone has caught is reported, too, and whatever was thrown', async () => {
  await onRequestError(new TypeError(ADDRESS), request, place);
  await onRequestError(ADDRESS, request, place);
  expect(reports()).toMatchObject([{ error: 'TypeError' }, { error: '' }]);
  expect(logLines.join('')).not.toContain(ADDRESS);
});
