import { once } from 'node:events';
import { connect } from 'node:net';

import { startFaultProxy } from '../support/faults/fault-proxy';
import { hang, when } from '../support/faults/faults';
import { testWithOthers as test } from '../support/browser/other-app';
import { expect } from '../support/browser/test';

const SIGN_INS = 10;

test('told to end, the app answers what is in flight, whatever hangs, and is gone in ten seconds', async ({
  app,
  startOther,
}) => {
  const proxies = {
    NEXT_PUBLIC_AUTHSIGNAL_API_HOST: await startFaultProxy(
      app.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST ?? '',
    ),
    EMAIL_SERVER: await startFaultProxy(app.env.EMAIL_SERVER ?? ''),
    DATABASE_URL: await startFaultProxy(app.env.DATABASE_URL ?? ''),
  };
  const places = Object.entries(proxies).map(([name, { url }]) => [name, url]);
  const next = await startOther(Object.fromEntries(places));
  const { url } = next;

  const first = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = await first.json();
  const Cookie = first.headers.getSetCookie().join('; ');
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams({ csrfToken, ...fields });
    const init = { method: 'POST', headers: { Cookie }, body, redirect: 'manual' } as const;
    return (await fetch(`${url}/api/auth/${path}`, init)).status;
  };

  const signIns: Promise<number>[] = [];
  for (let count = 0; count < SIGN_INS; count++) {
    const met = proxies.NEXT_PUBLIC_AUTHSIGNAL_API_HOST.next(hang);
    const fields = { signInToken: 'a-token-of-some-length', json: 'true' };
    signIns.push(post('callback/credentials', fields));
    await met;
  }
  const mailMet = proxies.EMAIL_SERVER.next(hang);
  const mail = post('signin/email', { email: 'ada@example.com' });
  await mailMet;

  // A client that never finishes what it says.
  const halfSaid = connect(Number(new URL(url).port), 'localhost').on('error', () => {});
  halfSaid.write('GET / HTTP/1.1\r\nHost: local');
  await once(halfSaid, 'connect');

  let health: Promise<number> | undefined;
  let start = 0;
  let arrived = () => {};
  const healthMet = new Promise<void>((resolve) => (arrived = resolve));
  await proxies.DATABASE_URL.during(
    when(/transaction_read_only/, () => arrived()),
    async () => {
      health = fetch(`${url}/api/health`).then(({ status }) => status);
      await healthMet;

      start = performance.now();
      process.kill(next.pid ?? 0, 'SIGTERM');
      expect(await Promise.all(signIns)).toEqual(Array(SIGN_INS).fill(503));
      expect(await health).toBe(503);
      expect(await mail).toBe(302);
      expect(await next.ended).toBe(143);
    },
  );
  expect(performance.now() - start).toBeLessThan(10_000);

  halfSaid.destroy();
  await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
});
