/** The order matters, because Edge and Opera also call themselves Chrome, and Chrome calls itself Safari. */
const BROWSERS = [
  ['Edge', /Edg\w*\/([\d.]+)/],
  ['Opera', /OPR\/([\d.]+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/([\d.]+)/],
  ['Chrome', /(?:Chrome|CriOS)\/([\d.]+)/],
  ['Safari', /Version\/([\d.]+).*Safari/],
] as const;

const SYSTEMS = [
  ['iOS', /(?:iPhone|iPad).* OS ([\d_]+)/],
  ['Mac OS', /Mac OS X ([\d_]+)/],
  ['Android', /Android ([\d.]+)/],
  ['Windows', /Windows NT ([\d.]+)/],
  ['Chrome OS', /CrOS \S+ ([\d.]+)/],
  ['Linux', /Linux()/],
] as const;

/** Makes the part of `parsedUserAgent` that a list of passkeys needs. */
export function parseUserAgent(ua: string) {
  const [browser, browserVersion] = find(BROWSERS, ua);
  const [os, osVersion] = find(SYSTEMS, ua);

  return {
    ua,
    browser: browser
      ? { name: browser, version: browserVersion, major: browserVersion.replace(/\..*/, '') }
      : undefined,
    os: os ? { name: os, version: osVersion.replaceAll('_', '.') } : undefined,
  };
}

/** The browser and the system, such as `Chrome on Windows`; empty if neither is known. */
export function describeDevice(userAgent: string): string {
  const { browser, os } = parseUserAgent(userAgent);
  return [browser?.name, os?.name].filter(Boolean).join(' on ');
}

function find(list: readonly (readonly [string, RegExp])[], ua: string) {
  for (const [name, pattern] of list) {
    const match = pattern.exec(ua);
    if (match) return [name, match[1] ?? ''] as const;
  }
  return [undefined, ''] as const;
}
