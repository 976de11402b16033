import type { NextApiRequest, NextApiResponse } from 'next';
import { z } from 'zod';

import { isWebUrl } from '@/utils/http/same-origin-url';
import { dropBadCallbackCookie } from '@/utils/http/cookies.server';
import { env } from '@/utils/base/env.server';
import { AppError } from '@/utils/base/errors';

/** NextAuth takes the second part of a path for an error's code too, and reflects it as it is. */
const pathSchema = z.array(z.string().regex(/^[\w-]{1,64}$/)).max(2);

/** NextAuth 4.24 crashes on a list or an object where it expects text, and reflects `error` as it is. */
const querySchema = z
  .record(z.string(), z.union([z.string().max(4096), z.undefined()]))
  .refine(({ error = '' }) => /^\w{0,64}$/.test(error))
  .refine(({ callbackUrl }) => !callbackUrl || isWebUrl(callbackUrl, env().NEXTAUTH_URL));
const bodySchema = z
  .object({ data: z.unknown() })
  .partial()
  .catchall(z.union([z.string().max(8192), z.boolean()]));

/**
 * Lets through to NextAuth only what it can answer: a closed table of methods, and text where it
 * expects text. Throws `method_not_allowed`, with the methods that are (RFC 9110, section 15.5.6),
 * `not_found` or `invalid_request`.
 */
export function checkRequest(req: NextApiRequest, res: NextApiResponse): void {
  const { nextauth = [], ...query } = req.query;
  const [action, provider] = nextauth;

  // Passkeys sign in by POST alone. So does a mailed link, which is led to its page where it comes by GET.
  const isSignIn = action === 'callback' && provider !== 'email';
  const methods = isSignIn ? ['POST'] : ['GET', 'HEAD', 'POST'];
  // guard: own-methods
  if (!methods.includes(req.method ?? '')) {
    res.setHeader('Allow', methods.join(', '));
    throw new AppError('method_not_allowed');
  }
  // Anybody may write to it, and what they write would stand in the log.
  if (action === '_log') throw new AppError('not_found'); // guard: no-remote-log
  if (!pathSchema.safeParse(nextauth).success) throw new AppError('not_found'); // guard: path-shape

  dropBadCallbackCookie(req); // guard: bad-cookie
  if (!querySchema.safeParse(query).success) throw new AppError('invalid_request'); // guard: query-shape
  const body = bodySchema.safeParse(req.body || {});
  if (!body.success) throw new AppError('invalid_request'); // guard: body-shape
  req.body = body.data;
}
