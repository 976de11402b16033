import { createHmac } from 'node:crypto';

import { env } from '@/utils/base/env.server';
import { isEqualSecret } from '@/utils/base/equal-secret.server';

/** How old an event may be, and how far the two clocks may differ (docs.authsignal.com, webhooks). */
const TOLERANCE_S = 5 * 60;

/**
 * Whether Authsignal has just signed this body: `t=<seconds>,v2=<signature>`, and two signatures while a key is
 * replaced. The SDK's own check is not constant-time, and accepts times in the future.
 */
export function isSignedByAuthsignal(body: Buffer, header = ''): boolean {
  const fields = header.split(',').map((field) => field.trim());
  const valuesOf = (name: string) =>
    fields.flatMap((field) => (field.startsWith(name) ? field.slice(name.length) : []));

  const [time = '', ...furtherTimes] = valuesOf('t=');
  const isFresh = Math.abs(Date.now() / 1000 - Number(time)) <= TOLERANCE_S;
  if (!isFresh) return false; // guard: webhook-age

  const hmac = createHmac('sha256', env().AUTHSIGNAL_TENANT_SECRET_KEY);
  const expected = hmac.update(`${time}.`).update(body).digest('base64').replace('=', '');
  const matches = valuesOf('v2=').map((signature) => isEqualSecret(signature, expected));

  return matches.includes(true) && furtherTimes.length === 0;
}
