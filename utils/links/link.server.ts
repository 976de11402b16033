import { z } from 'zod';

import { sameOriginUrl } from '@/utils/http/same-origin-url';
import { canonicalAddress } from '@/utils/links/email-address';
import { env } from '@/utils/base/env.server';

/** Some mail programs change the case of links, or take the space behind them along. */
const asMailed = z.string().trim().toLowerCase();

const linkSchema = z.object({
  token: asMailed.pipe(z.string().regex(/^[0-9a-f]{64}$/)),
  email: asMailed.refine((email) => canonicalAddress(email) === email),
  callbackUrl: z.unknown().transform((url) => sameOriginUrl(url, env().NEXTAUTH_URL)),
});

/** What a mailed link carries: NextAuth's token, whom it signs in, and where it leads. */
export type MailedLink = z.infer<typeof linkSchema>;

/** Reads a link from the query or the form that carries it; undefined where it is not one of ours. */
export function parseLink(fields: unknown): MailedLink | undefined {
  return linkSchema.safeParse(fields).data;
}

/**
 * The link as it is mailed. It opens a page and not NextAuth's callback, which would use the link up
 * on a mere GET: mail scanners open every link.
 */
export function confirmUrl(nextAuthUrl: string): string {
  const { search } = new URL(nextAuthUrl);
  return `${env().NEXTAUTH_URL}/signin/confirm${search}`;
}
