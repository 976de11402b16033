import { createHash, randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';

import type { OAuthConfig } from 'next-auth/providers/oauth';

interface Profile {
  sub: string;
  email: string;
  name: string;
}

/** An OAuth provider at `/provider/` that insists on PKCE, and signs in the user whom a page names. */
export function oauthProvider() {
  /** The challenge (RFC 7636) and the user of each code, and later of its access token. */
  const granted = new Map<string, { challenge: string; profile: Profile }>();

  /** What the user's visit to the provider's page ends with: the parameters of the way back. */
  function authorize(address: string, profile: Profile): URLSearchParams {
    const { searchParams } = new URL(address);
    const challenge = searchParams.get('code_challenge') ?? '';
    const code = randomUUID();
    granted.set(code, { challenge, profile });
    return new URLSearchParams({ code, state: searchParams.get('state') ?? '' });
  }

  async function token(req: IncomingMessage): Promise<object | undefined> {
    const fields = new URLSearchParams(await text(req));
    const grant = granted.get(fields.get('code') ?? '');
    const verifier = createHash('sha256').update(fields.get('code_verifier') ?? '');
    if (!grant || verifier.digest('base64url') !== grant.challenge) return undefined;
    const access_token = randomUUID();
    granted.set(access_token, grant);
    return { access_token, token_type: 'bearer' };
  }

  const userinfo = ({ headers }: IncomingMessage): object | undefined =>
    granted.get((headers.authorization ?? '').replace(/^bearer /i, ''))?.profile;

  const listener: RequestListener = async (req, res) => {
    const answer = req.url?.endsWith('/token') ? await token(req) : userinfo(req);
    res.writeHead(answer ? 200 : 400, { 'Content-Type': 'application/json' });
    res.end(JSON.stringify(answer ?? { error: 'invalid_grant' }));
  };

  /** As NextAuth's documentation describes a provider of one's own. */
  const config = (site: string): OAuthConfig<Profile> => ({
    id: 'acme',
    name: 'Acme',
    type: 'oauth',
    checks: ['pkce', 'state'],
    clientId: 'client-of-the-tests',
    clientSecret: 'client-secret-of-the-tests',
    authorization: `${site}/provider/authorize`,
    token: `${site}/provider/token`,
    userinfo: `${site}/provider/userinfo`,
    profile: ({ sub, email, name }) => ({ id: sub, email, name }),
  });

  return { authorize, listener, config };
}

export type OAuthProvider = ReturnType<typeof oauthProvider>;
