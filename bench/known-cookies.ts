const kept = new Map<string, string>();

/** The cookie by which the app knows a browser that its user has signed in with before: most sign-ins are in such. */
export const knownCookieOf = (key: string): string => kept.get(key) ?? '';

/** Keeps what an answer sets of it, for the next browser with this key. */
export function keepKnownCookie(key: string, setCookies: string[]): void {
  const cookie = setCookies.find((each) => each.startsWith('known-users='));
  if (cookie) kept.set(key, cookie.replace(/;.*/, ''));
}
