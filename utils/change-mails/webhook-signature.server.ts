import { createHmac } from 'node:crypto';

import { env } from '@/utils/base/env.server';
import { isSameText } from '@/utils/base/equal-in-constant-time.server';

/** How old an event may be, and how far the two clocks may differ (docs.authsignal.com, webhooks). */
const TOLERANCE_S = 5 * 60;

/**
 * Whether Authsignal has signed this very body lately: `X-Signature-V2: t=<seconds>,v2=<signature>`,
 * with a signature for each of the tenant's keys while one is being replaced. The SDK's own check
 * stops at the first letter that differs, which can be measured, and believes times to come.
 */
export function isSignedByAuthsignal(body: Buffer, header = ''): boolean {
  const fields = header.split(',').map((field) => field.trim());
  const [time = '', ...furtherTimes] = valuesOf('t', fields);
  const isFresh = Math.abs(Date.now() / 1000 - Number(time)) <= TOLERANCE_S;

  const hmac = createHmac('sha256', env().AUTHSIGNAL_TENANT_SECRET_KEY);
  const expected = hmac.update(`${time}.`).update(body).digest('base64').replace('=', '');
  const matches = valuesOf('v2', fields).map((signature) => isSameText(signature, expected));

  return matches.includes(true) && isFresh && furtherTimes.length === 0;
}

const valuesOf = (name: string, fields: string[]) =>
  fields.flatMap((field) => (field.startsWith(`${name}=`) ? field.slice(name.length + 1) : []));
