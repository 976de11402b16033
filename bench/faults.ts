import { randomUUID } from 'node:crypto';

import getPort from 'get-port';

import { startFaultProxy } from '../__tests__/support/faults/fault-proxy';
import { hang } from '../__tests__/support/faults/faults';
import { startNext } from '../__tests__/support/processes/next-process';
import type { App } from './app';
import type { Scope } from './scope';
import { loadSessionReads } from './session-reads';
import { newVisitor, openSession } from './sign-ins';
import { percentile } from './statistics';
import type { Row } from './table';

/** How many people wait for what hangs, at any time. One client may ask for sixty mails in all. */
const WAITING = 10;

/** Whether session reads are slower while Authsignal or the mail server hangs, and people wait for it. */
export async function measureFaults(scope: Scope, app: App): Promise<Row[]> {
  const cookie = await openSession(app);
  const authsignal = await startFaultProxy(app.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST ?? '');
  const smtp = await startFaultProxy(app.env.EMAIL_SERVER ?? '');
  scope.onStop(async () => void (await Promise.all([authsignal.close(), smtp.close()])));

  const port = String(await getPort());
  const url = `http://localhost:${port}`;
  const next = await startNext('start', port, {
    ...process.env,
    ...app.env,
    NEXTAUTH_URL: url,
    NEXT_PUBLIC_AUTHSIGNAL_API_HOST: authsignal.url,
    EMAIL_SERVER: smtp.url,
  });
  scope.onStop(next.close);

  const p95 = async () => {
    const rounds = await loadSessionReads({ url }, cookie);
    return percentile(
      rounds.flatMap(({ durations }) => durations),
      0.95,
    );
  };
  const usual = await p95();
  const signIns = () =>
    whilePeopleWait(url, 'callback/credentials', () => ({ signInToken: randomUUID() }), p95);
  const mails = () =>
    whilePeopleWait(url, 'signin/email', () => ({ email: `${randomUUID()}@example.com` }), p95);
  const withAuthsignalOut = await authsignal.during(hang, signIns);
  const withMailOut = await smtp.during(hang, mails);
  await next.close();

  const what = '95 of 100 session reads within';
  const target = { atMost: 2 * usual };
  return [
    { what, unit: 'ms', value: usual },
    { what: `${what}, Authsignal hangs`, unit: 'ms', value: withAuthsignalOut, target },
    { what: `${what}, mail hangs`, unit: 'ms', value: withMailOut, target },
  ];
}

/** Keeps so many requests waiting while `measure` runs. */
async function whilePeopleWait(
  url: string,
  path: string,
  fields: () => Record<string, string>,
  measure: () => Promise<number>,
): Promise<number> {
  let isOver = false;
  const waiting = Array.from({ length: WAITING }, async () => {
    const { client, csrfToken, csrfCookie } = await newVisitor({ url });
    while (!isOver) {
      const form = { csrfToken, ...fields(), json: 'true' };
      const { status } = await client.postForm(`/api/auth/${path}`, csrfCookie, form);
      if (status !== 503) throw new Error(`Nothing hung: ${status}`);
    }
    client.close();
  });
  const figure = await measure();
  isOver = true;
  await Promise.all(waiting);
  return figure;
}
