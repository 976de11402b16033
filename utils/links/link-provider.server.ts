import type { Awaitable, User } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';

import { log, nameOf } from '@/utils/base/log.server';
import type { MessageCode } from '@/utils/base/messages';
import { hashToken } from '@/utils/base/nextauth-token-hash.server';
import { parseLink } from '@/utils/links/link.server';

/** Uses a link up, once. Resolves to its user, or undefined if the link is no good. */
export type SpendLink = (link: {
  email: string;
  /** The hash of the link's token, by which the database knows it. */
  token: string;
  userAgent: string | null;
}) => Promise<{ id: string; email: string; sid: string; isNew: boolean } | undefined>;

interface LinkProvider {
  spend: SpendLink;
  /** Runs when a link has made an account. */
  onNewUser: (user: User) => Awaitable<void>;
}

/**
 * The mailed link as a credential: so NextAuth takes it by POST alone and checks the form's CSRF token,
 * which it does not do for links of its own e-mail provider. It throws codes of the catalogue.
 */
export const linkProvider = ({ spend, onNewUser }: LinkProvider) =>
  CredentialsProvider({
    id: 'link',
    name: 'Mailed link',
    credentials: { email: { type: 'email' }, token: { type: 'text' } },
    async authorize(fields, { headers }) {
      const link = parseLink(fields);
      if (!link) throw refusal('link_not_valid');
      const { email, token } = link;
      const userAgent = headers?.['user-agent'] ?? null;
      const owner = await spend({ email, token: hashToken(token), userAgent }).catch(
        (error: unknown) => {
          log.error({ event: 'sign_in_unavailable', method: 'email', error: nameOf(error) });
          throw refusal('link_not_opened');
        },
      );
      if (!owner) throw refusal('link_not_valid');
      const { isNew, ...user } = owner;
      if (isNew) await onNewUser(user);
      return user;
    },
  });

/** NextAuth makes the text of an error the `error` of its URL. */
const refusal = (code: MessageCode) => new Error(code);
