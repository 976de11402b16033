/** In this order: Edge, Opera and Samsung also call themselves Chrome, and all call themselves Safari. */
const BROWSERS = [
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /OPR\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Firefox', /(Firefox|FxiOS)\//],
  ['Chrome', /(Chrome|CriOS)\//],
  ['Safari', /Version\/.* Safari\//],
] as const;

/** Android also calls itself Linux, and an iPhone says that it is like a Mac. */
const SYSTEMS = [
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Android', /Android/],
  ['Windows', /Windows NT/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
] as const;

/** Browser and system in words, such as "Chrome on macOS", as far as a User-Agent header tells. */
export function describeBrowser(userAgent: string | null | undefined): string {
  const find = (names: typeof BROWSERS | typeof SYSTEMS) =>
    names.find(([, pattern]) => pattern.test(userAgent ?? ''))?.[0];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];

  if (!browser && !system) return 'Unknown browser';
  return [browser ?? 'Unknown browser', system].filter(Boolean).join(' on ');
}
