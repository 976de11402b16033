import type { NextAuthOptions } from 'next-auth';
import GithubProvider from 'next-auth/providers/github';
import GoogleProvider from 'next-auth/providers/google';
import { z } from 'zod';

import { oauthClient } from '@/utils/base/oauth-clients.server';
import { canonicalAddress } from '@/utils/links/email-address';

/** For each of up to three requests to a provider, in ms. All of them have to fit into `OAUTH_DEADLINE_MS`. */
const REQUEST_LIMIT_MS = 2_500;

/** How long the answer to a user who comes back from a provider may take, in ms. */
export const OAUTH_DEADLINE_MS = 9_500;

const common = {
  // NextAuth's own choice for GitHub lacks PKCE.
  checks: ['pkce' as const, 'state' as const],
  httpOptions: { timeout: REQUEST_LIMIT_MS },
};

/** NextAuth's providers for which there are variables. A profile has an address only if that is verified. */
export function oauthProviders(): NextAuthOptions['providers'] {
  const github = oauthClient('github');
  const google = oauthClient('google');
  return [...(github ? [githubProvider(github)] : []), ...(google ? [googleProvider(google)] : [])];
}

type Client = NonNullable<ReturnType<typeof oauthClient>>;

const githubAddresses = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

const githubProvider = (client: Client) =>
  GithubProvider({
    ...client,
    ...common,
    userinfo: {
      url: 'https://api.github.com/user',
      async request({ client: github, tokens }) {
        const token = tokens.access_token ?? '';
        const profile = await github.userinfo(token);
        // The address of the public profile proves nothing: docs.github.com/rest/users/emails.
        const { body } = await github.requestResource('https://api.github.com/user/emails', token);
        const addresses = githubAddresses.parse(JSON.parse(String(body)));
        const main = addresses.find(({ primary }) => primary);
        if (!main?.verified) return { ...profile, email: undefined }; // guard: verified-at-github
        return { ...profile, email: main.email };
      },
    },
    profile: ({ id, email }) => ({ id: String(id), email: canonicalAddress(email) ?? null }),
  });

const googleProvider = (client: Client) =>
  GoogleProvider({
    ...client,
    ...common,
    profile({ sub: id, email, email_verified: isVerified }) {
      if (!isVerified) return { id, email: null }; // guard: verified-at-google
      return { id, email: canonicalAddress(email) ?? null };
    },
  });
