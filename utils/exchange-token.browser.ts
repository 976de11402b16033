import type { CeremonyCode } from '@/utils/ceremony-messages';
import { shownPerson } from '@/utils/shown-person.browser';

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

  if (result?.status === 503) return 'passkeys_unavailable';
  if (result?.status === 429) return 'too_many_requests';
  if (result?.status === 409) return 'passkey_of_another';
  if (result?.error) return 'passkey_not_accepted';
  // A failed CSRF check comes as a success whose URL says so.
  return result?.ok && !result.url?.includes('csrf=true') ? undefined : 'try_again';
}
