import { createHash } from 'node:crypto';

import { env } from '@/utils/base/env.server';

/**
 * A token as NextAuth keeps it, in its table of mailed links and in the cookie of its forms
 * (next-auth 4, core/lib/utils: hashToken, and core/lib/csrf-token).
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(`${token}${env().NEXTAUTH_SECRET}`).digest('hex');
}
