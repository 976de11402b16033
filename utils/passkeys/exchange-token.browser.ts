import { type CeremonyCode, isCeremonyCode } from './ceremony-messages';

export interface Exchange {
  /** NextAuth's id for sign-in by passkey, as given to `withPasskeys`. */
  provider: string;
  /** The id of the user whom the page shows: then nobody else can sign in here. */
  confirms: string | undefined;
}

/** Brings a sign-in token to NextAuth. Resolves to what went wrong; undefined if there is a session. */
export async function exchangeToken(
  signInToken: string,
  { provider, confirms }: Exchange,
): Promise<CeremonyCode | undefined> {
  // Loaded when needed: it would be a tenth of the page's JavaScript.
  const { getProviders, signIn } = await import('next-auth/react');
  // If `signIn` cannot get this list, it leaves the page.
  if (!(await getProviders())) return 'passkeys_unavailable';
  const proof = { signInToken, ...(confirms && { confirms }) };
  const result = await signIn(provider, { ...proof, redirect: false });

  if (result?.error) return codeOfSignIn(result.error);
  // A failed CSRF check looks like a success, but for the URL.
  return result?.ok && !result.url?.includes('csrf=true') ? undefined : 'try_again';
}

/** The `error` of NextAuth's `signIn`: a code that `authorize` has thrown, or one of NextAuth's own. */
function codeOfSignIn(error: string): CeremonyCode {
  if (error === 'CredentialsSignin') return 'passkey_not_accepted';
  if (error === 'AccessDenied') return 'access_denied';
  return isCeremonyCode(error) ? error : 'passkeys_unavailable';
}
