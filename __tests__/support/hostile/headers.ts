import type { Dice, Words } from './dice';
import { percent } from './fields';
import type { Credentials } from './requests';
import { EVIL, hostileText, INJECTED } from './values';

/** A value as a header can carry it: no line breaks, or the wire would hold another request. */
export const hostileHeader = (dice: Dice) =>
  hostileText(dice).replace(/[^\t\x20-\x7e\x80-\xff]/g, '');

/** Headers beside those that make a request one: from a client's own address, mostly. */
export function hostileHeaders(dice: Dice): string[] {
  const address = `2001:db8:${dice.below(0x10000).toString(16)}:${dice.below(0x10000).toString(16)}::1`;
  const forwarded = dice.chance(0.9)
    ? address
    : `${hostileHeader(dice)}, ${dice.pick(ODD_ADDRESSES)}`;
  const others: readonly [string, ...string[]] = [
    'Authorization: Bearer %',
    'Authorization: Bearer eyJhbGciOiJub25lIn0.e30.',
    `Authorization: ${hostileHeader(dice)}`,
    `X-Forwarded-Host: ${EVIL}`,
    `X-Forwarded-Proto: ${hostileHeader(dice)}`,
    `X-Request-Id: ${hostileHeader(dice)}`,
    `Referer: ${hostileHeader(dice)}`,
    `User-Agent: ${hostileHeader(dice)}`,
    `Accept: text/html,${hostileHeader(dice)}`,
    'Accept-Encoding: nonsense;q=9',
    'Sec-Fetch-Site: cross-site',
    'Range: bytes=-1-,0-0,9',
    'If-None-Match: *',
    'Expect: 100-continue',
    'Upgrade: websocket',
    'X-Middleware-Subrequest: middleware:middleware:middleware:middleware:middleware',
    'X-Nextjs-Data: 1',
    'X-Invoke-Path: /500',
    `X-HTTP-Method-Override: DELETE`,
    `${INJECTED}: ${EVIL}`,
    `X-Long: ${'a'.repeat(dice.pick([100, 9_000, 40_000]))}`,
  ];
  const count = dice.below(3);
  return [
    `X-Forwarded-For: ${forwarded}`,
    ...Array.from({ length: count }, () => dice.pick(others)),
  ];
}

const ODD_ADDRESSES: Words = [
  '',
  ',',
  '::',
  '::ffff:1.2.3.4',
  'fe80::1%eth0',
  '1:2:3:4:5:6:7:8',
  '999.1',
  ':::',
];

/** Paths that would end the session that later requests are to carry. */
const ENDS_SESSION = /signout|account|sessions/;

/** The Cookie header: junk, look-alikes of our cookies and, for some requests, the right ones. */
export function hostileCookies(dice: Dice, path: string, credentials: Credentials): string[] {
  const { csrfCookie, sessionCookie } = credentials;
  const names: Words = [
    'session-token',
    'session-token.0',
    'session-token.1',
    'session-tokenX',
    '__Host-session-token',
    '__Secure-next-auth.session-token',
    'next-auth.session-token',
    'callback-url',
    '__Host-callback-url',
    'csrf-token',
    'csrf-tokenX',
    'link-asked',
    'link-failed',
    '__as_aid',
    '__proto__',
    '__prerender_bypass',
    '__next_preview_data',
    '',
  ];
  const jar = Array.from({ length: dice.below(4) }, () => {
    const value = hostileHeader(dice).replaceAll(';', '');
    return `${dice.pick(names)}=${dice.chance(0.5) ? percent(value) : value}`;
  });
  if (dice.chance(0.7)) jar.push(csrfCookie);
  if (dice.chance(0.5) && !ENDS_SESSION.test(path)) jar.push(sessionCookie);
  if (dice.chance(0.02)) jar.push(...Array.from({ length: 200 }, (_one, index) => `c${index}=1`));
  return jar.length > 0 ? [`Cookie: ${jar.join('; ')}`] : [];
}
