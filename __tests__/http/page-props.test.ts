import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

import type { GetServerSidePropsContext } from 'next';

import { AppError } from '@/utils/base/errors';
import { pageProps } from '@/utils/http/page-props.server';

import { setAppEnvironment } from '../support/app/environment';

beforeAll(setAppEnvironment);

/** Asks for a page whose own part answers with a name, or fails. */
async function ask(method: string, failure?: Error) {
  const req = Object.assign(new IncomingMessage(new Socket()), { method, cookies: {} });
  const res = new ServerResponse(req);
  const page = pageProps(async () => {
    if (failure) throw failure;
    return { props: { name: 'Ada' } };
  });
  const context: GetServerSidePropsContext = { req, res, query: {}, resolvedUrl: '/' };
  const answer = await page(context);
  return { status: res.statusCode, allow: res.getHeader('Allow'), answer };
}

test.each(['GET', 'HEAD'])('a page is shown by %s', async (method) => {
  expect(await ask(method)).toMatchObject({ status: 200, answer: { props: { name: 'Ada' } } });
});

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])(
  'a page is not shown by %s, and says what it takes',
  async (method) => {
    expect(await ask(method)).toEqual({
      status: 405,
      allow: 'GET, HEAD',
      answer: { props: { isOut: true } },
    });
  },
);

test('a page that cannot be shown for an outage is a 503, and a bug of ours is not hidden', async () => {
  const databaseOut = Object.assign(new Error(), { name: 'DatabaseOut' });
  for (const outage of [new AppError('service_unavailable'), databaseOut]) {
    const answer = { props: { isOut: true } };
    expect(await ask('GET', outage)).toMatchObject({ status: 503, answer });
  }
  await expect(ask('GET', new Error('a bug'))).rejects.toThrow('a bug');
});
