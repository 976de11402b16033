import { z } from 'zod';

import { env } from '@/utils/base/env.server';
import { canonicalAddress } from '@/utils/links/email-address';

/** How long a mailed link works, in seconds (OWASP ASVS 5.0, 6.5.5: at most ten minutes). */
export const LINK_LIFE_S = 10 * 60;

/** Some mail programs change the case of a link, or add the space after it. */
const asMailed = z.string().trim().toLowerCase();

const linkSchema = z.object({
  token: asMailed.pipe(z.string().regex(/^[0-9a-f]{64}$/)),
  email: asMailed.refine((email) => canonicalAddress(email) === email),
});

/**
 * What a mailed link holds: NextAuth's token and the user's address. Not the page to show after the sign-in,
 * because an attacker who asks for a link chooses that.
 */
export type MailedLink = z.infer<typeof linkSchema>;

/** Reads a link from a query or a form. Undefined if it is not one of ours. */
export const parseLink = (fields: unknown): MailedLink | undefined =>
  linkSchema.safeParse(fields).data;

/** The link as it is mailed. It opens a page, because NextAuth's URL would use the link up on a GET. */
export const confirmUrl = (link: MailedLink): string =>
  `${env().NEXTAUTH_URL}/signin/confirm?${new URLSearchParams(link)}`;
