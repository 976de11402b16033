import { type CeremonyCode, isCeremonyCode } from './ceremony-messages';

export interface ExchangeSettings {
  /** NextAuth's id for sign-in by passkey, as given to `withPasskeys`. */
  provider?: string | undefined;
  /** Reads the id of the only user who may sign in here. Undefined, on a page that shows no user: all may. */
  confirms?: (() => string | undefined) | undefined;
  /** Where to go with a session. Missing if the page has not told it yet. */
  callbackUrl?: string | undefined;
}

/** How a sign-in ends. `url` is where NextAuth leads, if it was told a `callbackUrl`. */
export type SignInOutcome =
  | { status: 'signed_in'; url: string | undefined }
  | { status: 'failed'; code: CeremonyCode };

const failed = (code: CeremonyCode) => ({ status: 'failed', code }) as const;

/**
 * Brings a sign-in token to NextAuth, as `signIn` of next-auth/react does. That one throws if
 * `callbacks.signIn` answers with a path, and hides whether it has thrown.
 */
export async function exchangeToken(
  signInToken: string,
  { provider = 'credentials', confirms, callbackUrl }: ExchangeSettings,
): Promise<SignInOutcome> {
  // Loaded when needed: it would be a tenth of the page's JavaScript.
  const { getCsrfToken, getProviders } = await import('next-auth/react');
  const own = (await getProviders())?.[provider];
  const csrfToken = await getCsrfToken();
  if (!own || !csrfToken) return failed('passkeys_unavailable');

  const { href: page } = window.location;
  const { pathname } = new URL(own.callbackUrl);
  const wanted = new URL(callbackUrl ?? '', page).href;
  const userId = confirms?.();
  const proof = { signInToken, ...(userId && { confirms: userId }) };
  const form = { ...proof, csrfToken, callbackUrl: wanted, json: 'true' };
  const response = await fetch(pathname, { method: 'POST', body: new URLSearchParams(form) });
  const { url }: { url?: string } = Object(await response.json());
  const to = new URL(url ?? '', page);

  if (!response.ok) return failed(codeOfSignIn(to.searchParams.get('error')));
  const [base] = pathname.split('/callback/');
  // A failed CSRF check looks like a success, but for the URL. So does a `callbacks.signIn` that throws.
  if (to.href.startsWith(`${to.origin}${base}/signin?csrf=`)) return failed('try_again');
  if (to.pathname === `${base}/error`) return failed('access_denied');
  // A lax `callbacks.redirect` may answer with a script.
  const isPage = /^https?:$/.test(to.protocol);
  return { status: 'signed_in', url: callbackUrl && (isPage ? to.href : page) };
}

/** The `error` that NextAuth leads to: a code that `authorize` has thrown, or one of NextAuth's own. */
function codeOfSignIn(error: string | null): CeremonyCode {
  if (error === 'CredentialsSignin') return 'passkey_not_accepted';
  if (error === 'AccessDenied') return 'access_denied';
  return error && isCeremonyCode(error) ? error : 'passkeys_unavailable';
}
