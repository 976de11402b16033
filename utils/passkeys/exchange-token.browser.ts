import type { CeremonyCode } from './ceremony-messages';

const BASE_PATH = '/api/auth';

export interface CeremonySettings {
  /** The action code in the Authsignal Portal. */
  action?: string | undefined;
  /** Where NextAuth's routes are, if not under `/api/auth`: as `SessionProvider` is told. */
  basePath?: string | undefined;
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

/** NextAuth's CSRF token: that of a form on the page, or a new answer of NextAuth's. */
export async function csrfToken({ basePath = BASE_PATH }: CeremonySettings, isNew = false) {
  const field = document.querySelector<HTMLInputElement>('input[name="csrfToken"]');
  if (field && !isNew) return field.value;
  const answer: unknown = await (await fetch(`${basePath}/csrf`)).json();
  return Object.assign({ csrfToken: '' }, answer).csrfToken;
}

/**
 * Brings a sign-in token to NextAuth in one request, as `signIn` of next-auth/react does in three. It is sent
 * once more, with a new CSRF token, if NextAuth does not take the `csrf` that the page has.
 */
export async function exchangeToken(
  signInToken: string,
  settings: CeremonySettings,
  csrf: string,
  isRetry = false,
): Promise<SignInOutcome> {
  const { basePath = BASE_PATH, provider = 'credentials', confirms, callbackUrl } = settings;
  const { href: page } = window.location;
  const userId = confirms?.();
  const proof = { signInToken, ...(userId && { confirms: userId }) };
  const wanted = new URL(callbackUrl ?? '', page).href;
  const form = { ...proof, csrfToken: csrf, callbackUrl: wanted, json: 'true' };
  const body = new URLSearchParams(form);
  const response = await fetch(`${basePath}/callback/${provider}`, { method: 'POST', body });
  const answer: unknown = await response.json();
  const to = new URL(Object.assign({ url: '' }, answer).url, page);

  if (!response.ok)
    return failed(codes.get(to.searchParams.get('error')) ?? 'passkeys_unavailable');
  // A failed CSRF check looks like a success, but for the URL. So does a `callbacks.signIn` that throws.
  if (to.href.endsWith('/signin?csrf=true')) {
    if (isRetry) return failed('try_again');
    return exchangeToken(signInToken, settings, await csrfToken(settings, true), true);
  }
  if (to.pathname === `${basePath}/error`) return failed('access_denied');
  // A lax `callbacks.redirect` may answer with a script.
  const isPage = /^https?:$/.test(to.protocol);
  return { status: 'signed_in', url: callbackUrl && (isPage ? to.href : page) };
}

/** The `error` that NextAuth leads to: one of its own, or a code that `authorize` has thrown. */
const codes = new Map<string | null, CeremonyCode>([
  ['CredentialsSignin', 'passkey_not_accepted'],
  ['AccessDenied', 'access_denied'],
  ['passkey_of_another', 'passkey_of_another'],
  ['too_many_requests', 'too_many_requests'],
  ['service_unavailable', 'service_unavailable'],
]);
