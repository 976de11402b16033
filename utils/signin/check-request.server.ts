import type { NextApiRequest, NextApiResponse } from 'next';
import { z } from 'zod';

import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';
import { isOfferedProvider } from '@/utils/base/oauth-clients.server';
import { dropBadCallbackCookie } from '@/utils/http/cookies.server';
import { isWebUrl } from '@/utils/http/same-origin-url';

/** NextAuth 4.24 crashes on a list or an object instead of text, and reflects an error in path or query. */
const pathSchema = z.array(z.string().regex(/^[\w-]{1,64}$/)).max(2);
const querySchema = z
  .record(z.string(), z.string().max(4096).optional())
  .refine(({ error = '' }) => /^\w{0,64}$/.test(error))
  .refine(({ callbackUrl }) => !callbackUrl || isWebUrl(callbackUrl, env().NEXTAUTH_URL));
const bodySchema = z
  .object({ data: z.unknown() })
  .partial()
  .catchall(z.union([z.string().max(8192), z.boolean()]));

/** Throws `method_not_allowed`, `not_found` or `invalid_request` if NextAuth cannot answer. */
export function checkRequest(req: NextApiRequest, res: NextApiResponse): void {
  const { nextauth = [], ...query } = req.query;
  const [action, provider] = nextauth;

  const methods = action === 'callback' ? callbackMethods(provider) : ['GET', 'HEAD', 'POST'];
  // guard: own-methods
  if (!methods.includes(req.method ?? '')) {
    res.setHeader('Allow', methods.join(', ')); // RFC 9110, section 15.5.6
    throw new AppError('method_not_allowed');
  }
  // An attacker could write into the log.
  if (action === '_log') throw new AppError('not_found'); // guard: no-remote-log
  if (!pathSchema.safeParse(nextauth).success) throw new AppError('not_found'); // guard: path-shape
  // NextAuth ignores the rest of `signout/x`, and our own handler would not see it.
  const takesProvider = action === 'signin' || action === 'callback';
  if (provider && !takesProvider) throw new AppError('not_found'); // guard: path-end

  dropBadCallbackCookie(req); // guard: bad-cookie
  if (!querySchema.safeParse(query).success) throw new AppError('invalid_request'); // guard: query-shape
  const body = bodySchema.safeParse(req.body || {});
  if (!body.success) throw new AppError('invalid_request'); // guard: body-shape
  req.body = body.data;
}

function callbackMethods(provider: unknown): string[] {
  // A GET of a mailed link is redirected to its page: see showLink.
  if (provider === 'email') return ['GET', 'HEAD', 'POST'];
  // A HEAD would use up the code of the provider.
  return isOfferedProvider(provider) ? ['GET'] : ['POST'];
}
