import { createHmac } from 'node:crypto';

import { env } from '@/utils/base/env.server';
import { isSameText } from '@/utils/base/equal-in-constant-time.server';

const signatureOf = (purpose: string, payload: string) =>
  createHmac('sha256', env().NEXTAUTH_SECRET).update(`${purpose}\n${payload}`).digest('base64url');

/** A value that this server can later tell from a forged one, for `life` seconds and one purpose. */
export function sign(purpose: string, value: string, life: number): string {
  const expires = Math.floor(Date.now() / 1000) + life;
  const payload = Buffer.from(JSON.stringify([value, expires])).toString('base64url');
  return `${payload}.${signatureOf(purpose, payload)}`;
}

/** The value that was signed for this purpose, or undefined where it was not, or has expired. */
export function readSigned(purpose: string, signed: string | undefined): string | undefined {
  const [payload = '', signature = ''] = (signed ?? '').split('.');
  if (!isSameText(signature, signatureOf(purpose, payload))) return undefined;

  const [value, expires] = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return expires > Date.now() / 1000 ? value : undefined;
}
