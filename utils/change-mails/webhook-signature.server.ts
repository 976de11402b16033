import { createHmac, timingSafeEqual } from 'node:crypto';

import { env } from '@/utils/base/env.server';

/** How old an event may be, and how far the two clocks may differ (docs.authsignal.com, webhooks). */
const TOLERANCE_S = 5 * 60;

/**
 * Whether Authsignal has signed this very body lately: `X-Signature-V2: t=<seconds>,v2=<signature>`, with
 * one signature per key of the tenant while a key is being replaced. The SDK's own check is not used: it
 * stops at the first wrong character, which can be measured, and accepts times in the future.
 */
export function isSignedByAuthsignal(body: Buffer, header = ''): boolean {
  const fields = header.split(',').map((field) => field.trim());
  const [time = '', ...furtherTimes] = valuesOf('t', fields);
  const isFresh = Math.abs(Date.now() / 1000 - Number(time)) <= TOLERANCE_S;

  const hmac = createHmac('sha256', env().AUTHSIGNAL_TENANT_SECRET_KEY);
  const expected = hmac.update(`${time}.`).update(body).digest('base64').replace('=', '');
  const matches = valuesOf('v2', fields).map((signature) => isEqual(signature, expected));

  return matches.includes(true) && isFresh && furtherTimes.length === 0;
}

const valuesOf = (name: string, fields: string[]) =>
  fields.flatMap((field) => (field.startsWith(`${name}=`) ? field.slice(name.length + 1) : []));

/** In a time that does not tell how much of the text is right. */
function isEqual(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
