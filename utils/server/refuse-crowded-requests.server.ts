import type { IncomingMessage } from 'node:http';

const MAX_PARAMETERS = 100;
/** Chromium keeps 180 for a site and its neighbours. */
const MAX_COOKIES = 200;
/** Twice the longest of browsers. */
const MAX_USER_AGENT = 512;

/** Next.js answers 404 at once, because no page has a dot. */
const NOWHERE = '/.crowded';

/** Next.js parses these in quadratic time: a few kilobytes block the process for a second. */
export function refuseCrowdedRequest(request: IncomingMessage): void {
  const { cookie = '', 'user-agent': userAgent } = request.headers;
  const path = pathOf(request.url ?? '/');
  const isCrowded = hasMore(path, '&', MAX_PARAMETERS) || hasMore(cookie, ';', MAX_COOKIES);
  request.url = isCrowded ? NOWHERE : path;
  if (userAgent) request.headers['user-agent'] = userAgent.slice(0, MAX_USER_AGENT);
}

/** Next.js answers `http://host/path` and `*` with a loop and a 500 (RFC 9112, sections 3.2.2 and 3.2.4). */
function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}

const hasMore = (list: string, separator: string, max: number) =>
  list.split(separator, max + 1).length > max;
