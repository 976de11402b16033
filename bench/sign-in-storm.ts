import { startFaultProxy } from '../__tests__/support/faults/fault-proxy';
import { slow } from '../__tests__/support/faults/faults';
import type { App } from './app';
import { connect, fromElsewhere, startInstance } from './instances';
import { inParallel } from './in-parallel';
import { type Holder, performCeremonies } from './people';
import type { Scope } from './scope';
import { ownerOf, sessionOf } from './session-owner';
import { newVisitor, SIGN_IN_PATH } from './sign-ins';
import { percentile } from './statistics';
import type { Row } from './table';

const SIGN_INS = 500;
const DELAY_MS = 50;

/** Five hundred people sign in at the same moment, while each answer of Authsignal takes 50 ms. */
export async function signInAllAtOnce(scope: Scope, app: App, people: Holder[]): Promise<Row[]> {
  const authsignal = app.env.NEXT_PUBLIC_AUTHSIGNAL_API_HOST ?? '';
  const proxy = await startFaultProxy(authsignal, slow(DELAY_MS / 2));
  scope.onStop(proxy.close);
  const url = await startInstance(scope, app, { NEXT_PUBLIC_AUTHSIGNAL_API_HOST: proxy.url });
  const clients = connect([url], SIGN_INS);
  const ceremonies = await performCeremonies(people, SIGN_INS);
  const { csrfToken, csrfCookie } = await newVisitor(app);
  const cookies = new Map<string, string>();

  const { durations } = await inParallel(clients, ceremonies, async (client, { email, token }) => {
    const fields = { csrfToken, signInToken: token, json: 'true' };
    const cookie = sessionOf(
      await client.postForm(SIGN_IN_PATH, csrfCookie, fields, fromElsewhere()),
    );
    if (cookie) cookies.set(cookie, email);
  });
  const [reader] = connect([url], 1);
  let wrong = 0;
  for (const [cookie, email] of cookies) {
    if (reader && (await ownerOf(cookie, reader)) !== email) wrong++;
  }
  for (const client of [...clients, reader]) client?.close();

  return [
    {
      what: `${SIGN_INS} sign-ins at once, Authsignal at ${DELAY_MS} ms: signed in`,
      unit: '',
      value: cookies.size,
      target: { exactly: SIGN_INS },
    },
    { what: '  as the wrong person', unit: '', value: wrong, target: { exactly: 0 } },
    { what: '  95 of 100 within', unit: 'ms', value: percentile(durations, 0.95) },
  ];
}
