import type { OAuthConfig } from 'next-auth/providers/oauth';

import { env } from '~/env';

interface AcmeProfile {
  sub: string;
  email: string;
  name: string;
}

export const acme: OAuthConfig<AcmeProfile> = {
  id: 'acme',
  name: 'Acme',
  type: 'oauth',
  checks: ['pkce', 'state'],
  clientId: env.ACME_CLIENT_ID,
  clientSecret: env.ACME_CLIENT_SECRET,
  authorization: `${env.ACME_URL}/authorize`,
  token: `${env.ACME_URL}/token`,
  userinfo: `${env.ACME_URL}/userinfo`,
  profile: ({ sub, email, name }) => ({
    id: sub,
    email,
    name,
    role: 'MEMBER',
    suspended: false,
  }),
};
