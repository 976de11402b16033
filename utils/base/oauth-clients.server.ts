import { env } from '@/utils/base/env.server';
import { isOAuthId, type OAuthId, oauthIds } from '@/utils/base/oauth-names';

/** What a provider has registered this app with. */
interface OAuthClient {
  clientId: string;
  clientSecret: string;
}

/** Undefined unless the variables of the provider are set. */
export function oauthClient(provider: OAuthId): OAuthClient | undefined {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = env();
  const [clientId, clientSecret] = {
    github: [GITHUB_ID, GITHUB_SECRET],
    google: [GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET],
  }[provider];
  return clientId && clientSecret ? { clientId, clientSecret } : undefined;
}

const isOffered = (provider: OAuthId) => oauthClient(provider) !== undefined;

/** Whether this is a provider whose variables are set. */
export const isOfferedProvider = (id: unknown): id is OAuthId => isOAuthId(id) && isOffered(id);

/** The providers whose variables are set. */
export const offeredProviders = (): OAuthId[] => oauthIds.filter(isOffered);
