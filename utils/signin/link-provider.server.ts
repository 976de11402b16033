import type { Awaitable, User } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';

import { log, nameOf } from '@/utils/base/log.server';
import { parseLink } from '@/utils/links/link.server';
import { spendLinkOnSession } from '@/utils/sessions/spend-link-on-session.server';

/**
 * The mailed link as a credential, because NextAuth takes credentials by POST alone and checks their CSRF
 * token. For links of its own e-mail provider it does neither. Throws codes of the catalogue.
 */
export const linkProvider = (onNewUser: (user: User) => Awaitable<void>) =>
  CredentialsProvider({
    id: 'link',
    name: 'Mailed link',
    credentials: { email: { type: 'email' }, token: { type: 'text' } },
    async authorize(fields, { headers }) {
      const link = parseLink(fields);
      if (!link) throw refuse('malformed');
      const userAgent = headers?.['user-agent'] ?? null;
      const owner = await spendLinkOnSession(link, userAgent).catch((error: unknown) => {
        log.error({ event: 'sign_in_unavailable', method: 'email', error: nameOf(error) });
        throw new Error('link_not_opened');
      });
      if (!owner) throw refuse('invalid');
      if (owner.isNew) await onNewUser(owner);
      return owner;
    },
  });

/** Logs why, and returns an error for NextAuth, which passes its message on as `error=` in a URL. */
function refuse(reason: 'malformed' | 'invalid'): Error {
  log.warn({ event: 'sign_in_refused', method: 'email', reason });
  return new Error('link_not_valid');
}
