import { createHash, randomUUID } from 'node:crypto';

import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { http, HttpResponse, type RequestHandler } from 'msw';

import type { OAuthId } from '@/utils/base/oauth-names';

/** Somebody who has an account at GitHub or Google, as the provider knows them. */
export interface Visitor {
  id: string;
  email: string;
  /** Whether the provider has verified that the address is theirs. */
  isVerified: boolean;
}

export const newVisitor = (email: string, isVerified = true): Visitor => ({
  id: String(Math.floor(Math.random() * 1e15)),
  email,
  isVerified,
});

interface Grant {
  challenge: string;
  redirectUri: string;
  visitor: Visitor;
}

/** The variables of an app that is registered with both. */
export const OAUTH_ENV = {
  GITHUB_ID: 'github-client-of-the-tests',
  GITHUB_SECRET: 'github-secret-of-the-tests',
  GOOGLE_CLIENT_ID: 'google-client-of-the-tests',
  GOOGLE_CLIENT_SECRET: 'google-secret-of-the-tests',
};

const PAGES: Record<string, { provider: OAuthId; clientId: string }> = {
  'https://github.com/login/oauth/authorize': {
    provider: 'github',
    clientId: OAUTH_ENV.GITHUB_ID,
  },
  'https://accounts.google.com/o/oauth2/v2/auth': {
    provider: 'google',
    clientId: OAUTH_ENV.GOOGLE_CLIENT_ID,
  },
};

/**
 * Stand-ins for GitHub and Google. They insist on state, PKCE (RFC 7636), the client's secret, and that a code is
 * used once. `hostOf` maps their origins, for those who cannot be asked there.
 */
export function oauthStandIns(hostOf = (origin: string) => origin) {
  const codes = new Map<string, Grant>();
  const visitors = new Map<string, Visitor>();
  const signer = generateKeyPair('RS256');

  /** What a visit to the provider's page ends with: the URL that leads back to the app. */
  function authorize(address: string, visitor: Visitor): string {
    const { origin, pathname, searchParams: asked } = new URL(address);
    const page = PAGES[origin + pathname];
    const redirectUri = asked.get('redirect_uri') ?? '';
    const state = asked.get('state');
    const challenge = asked.get('code_challenge');
    if (!page || asked.get('client_id') !== page.clientId || !state || !challenge)
      throw new Error(`The provider does not know what to do: ${address}`);
    const code = randomUUID();
    codes.set(code, { challenge, redirectUri, visitor });
    return `${redirectUri}?${new URLSearchParams({ code, state })}`;
  }

  /** Redeems a code: undefined if it is not good, or the client does not prove that it has asked for it. */
  function redeem(fields: URLSearchParams, secret: string): Visitor | undefined {
    const code = fields.get('code') ?? '';
    const grant = codes.get(code);
    codes.delete(code);
    const verifier = createHash('sha256').update(fields.get('code_verifier') ?? '');
    const isProved = verifier.digest('base64url') === grant?.challenge;
    const isClient = fields.get('client_secret') === secret;
    return isProved && isClient && fields.get('redirect_uri') === grant.redirectUri
      ? grant.visitor
      : undefined;
  }

  /** The form, with the client's name and secret out of the header where they may be, too (RFC 6749, 2.3.1). */
  async function fieldsOf(request: Request): Promise<URLSearchParams> {
    const fields = new URLSearchParams(await request.text());
    const basic = /^Basic (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const [, secret] = Buffer.from(basic ?? '', 'base64')
      .toString()
      .split(':');
    if (secret) fields.set('client_secret', decodeURIComponent(secret));
    return fields;
  }

  const visitorOf = ({ headers }: Request) =>
    visitors.get((headers.get('authorization') ?? '').replace(/^bearer /i, ''));
  const issueToken = (visitor: Visitor) => {
    const token = `access-${randomUUID()}`;
    visitors.set(token, visitor);
    return token;
  };
  const refused = () => HttpResponse.json({ error: 'invalid_grant' }, { status: 400 });

  const [github, githubApi] = [hostOf('https://github.com'), hostOf('https://api.github.com')];
  const [google, googleApi] = [
    hostOf('https://accounts.google.com'),
    hostOf('https://oauth2.googleapis.com'),
  ];
  const handlers: RequestHandler[] = [
    http.post(`${github}/login/oauth/access_token`, async ({ request }) => {
      const visitor = redeem(await fieldsOf(request), OAUTH_ENV.GITHUB_SECRET);
      // GitHub answers 200 to a bad code, too.
      if (!visitor) return HttpResponse.json({ error: 'bad_verification_code' });
      return HttpResponse.json({ access_token: issueToken(visitor), token_type: 'bearer' });
    }),
    http.get(`${githubApi}/user`, ({ request }) => {
      const visitor = visitorOf(request);
      // Whatever stands in the public profile proves nothing.
      return visitor
        ? HttpResponse.json({ id: Number(visitor.id), login: 'somebody', email: visitor.email })
        : refused();
    }),
    http.get(`${githubApi}/user/emails`, ({ request }) => {
      const visitor = visitorOf(request);
      if (!visitor) return refused();
      const { email, isVerified: verified } = visitor;
      const other = { email: 'another@example.com', primary: false, verified: true };
      return HttpResponse.json([other, { email, primary: true, verified }]);
    }),
    http.get(`${google}/.well-known/openid-configuration`, () =>
      HttpResponse.json({
        issuer: 'https://accounts.google.com',
        authorization_endpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
        token_endpoint: 'https://oauth2.googleapis.com/token',
        jwks_uri: 'https://oauth2.googleapis.com/certs',
      }),
    ),
    http.get(`${googleApi}/certs`, async () => {
      const jwk = await exportJWK((await signer).publicKey);
      return HttpResponse.json({ keys: [{ ...jwk, kid: 'tests', alg: 'RS256', use: 'sig' }] });
    }),
    http.post(`${googleApi}/token`, async ({ request }) => {
      const visitor = redeem(await fieldsOf(request), OAUTH_ENV.GOOGLE_CLIENT_SECRET);
      if (!visitor) return refused();
      const { email, isVerified: email_verified } = visitor;
      const id_token = await new SignJWT({ email, email_verified })
        .setProtectedHeader({ alg: 'RS256', kid: 'tests' })
        .setIssuer('https://accounts.google.com')
        .setAudience(OAUTH_ENV.GOOGLE_CLIENT_ID)
        .setSubject(visitor.id)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign((await signer).privateKey);
      const access_token = issueToken(visitor);
      return HttpResponse.json({ access_token, id_token, token_type: 'Bearer', expires_in: 3600 });
    }),
  ];

  return { authorize, handlers };
}

export type OAuthStandIns = ReturnType<typeof oauthStandIns>;
