/** The OAuth providers that can be offered beside passkeys and mailed links, as users know them. */
export const oauthNames = { github: 'GitHub', google: 'Google' } as const;

/** NextAuth's ids of them. */
export type OAuthId = keyof typeof oauthNames;

export const isOAuthId = (id: unknown): id is OAuthId =>
  typeof id === 'string' && Object.hasOwn(oauthNames, id);
