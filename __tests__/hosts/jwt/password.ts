import { scryptSync, timingSafeEqual } from 'node:crypto';

/** A hash is stored as `<salt>:<scrypt, 64 bytes, in hex>`. */
export function isPassword(password: string, hash: string): boolean {
  const [salt = '', expected = ''] = hash.split(':');
  const given = scryptSync(password, salt, 64);
  return timingSafeEqual(given, Buffer.from(expected, 'hex'));
}
