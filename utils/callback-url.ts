/**
 * The absolute URL to go on to after a sign-in: `value` where it stays on `origin`, and the home
 * page otherwise, whatever its spelling. Never throws.
 *
 * An absolute URL and not a path, because a path may itself begin with `//`. The sign-in page is
 * no place to go on to: a signed-in person would be sent round in circles.
 */
export function sameOriginUrl(value: unknown, origin: string): string {
  const home = `${origin}/`;
  if (typeof value !== 'string' || !URL.canParse(value, origin)) return home;

  const url = new URL(value, origin);
  const staysHere = url.origin === origin && !url.username && !url.password;
  return staysHere && url.pathname !== '/signin' ? url.href : home;
}
