import { type CeremonyCode, isCeremonyCode } from '@/utils/base/ceremony-messages';
import { shownPerson } from '@/utils/http/shown-user.browser';

/** Brings a sign-in token to NextAuth. Resolves to what went wrong, or undefined: there is a session. */
export async function exchangeToken(signInToken: string): Promise<CeremonyCode | undefined> {
  // Fetched when it is needed: it would be a tenth of the page's JavaScript.
  const { getProviders, signIn } = await import('next-auth/react');
  // Where it cannot ask for this, `signIn` leaves the page.
  if (!(await getProviders())) return 'passkeys_unavailable';
  // Where somebody is signed in already, they are to confirm that it is them, and nobody else.
  const confirms = shownPerson();
  const proof = { signInToken, ...(confirms && { confirms }) };
  const result = await signIn('credentials', { ...proof, redirect: false });

  if (result?.error === 'CredentialsSignin') return 'passkey_not_accepted';
  if (result?.error) return isCeremonyCode(result.error) ? result.error : 'passkeys_unavailable';
  // A failed CSRF check comes as a success whose URL says so.
  return result?.ok && !result.url?.includes('csrf=true') ? undefined : 'try_again';
}
