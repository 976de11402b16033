/** The OAuth providers that can be offered beside passkeys and mailed links, by NextAuth's ids. */
export const oauthIds = ['github', 'google'] as const;
export type OAuthId = (typeof oauthIds)[number];

/** As users know them. */
export const oauthNames: Record<OAuthId, string> = { github: 'GitHub', google: 'Google' };

export const isOAuthId = (id: unknown): id is OAuthId =>
  typeof id === 'string' && Object.hasOwn(oauthNames, id);
