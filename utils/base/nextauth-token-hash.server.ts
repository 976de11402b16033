import { createHash } from 'node:crypto';

import { env } from '@/utils/base/env.server';

/** The hash that NextAuth stores of a mailed link's token (next-auth 4, core/lib/utils: hashToken). */
export function hashToken(token: string): string {
  return createHash('sha256').update(`${token}${env().NEXTAUTH_SECRET}`).digest('hex');
}
