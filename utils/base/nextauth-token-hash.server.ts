import { createHash } from 'node:crypto';

import { presentSecret, secrets } from '@/utils/base/env.server';

/** The hash that NextAuth stores of a mailed link's token (next-auth 4, core/lib/utils: hashToken). */
export const hashToken = (token: string, secret = presentSecret()): string =>
  createHash('sha256').update(`${token}${secret}`).digest('hex');

/** The hashes that may have been stored of it, if the secret was replaced meanwhile. */
export const hashesOf = (token: string): string[] =>
  secrets().map((secret) => hashToken(token, secret));
