import type { IncomingMessage } from 'node:http';

/** What Next.js does with parameters grows by their square. */
const MAX_PARAMETERS = 100;
/** Chromium keeps 180 for a site and its neighbours. */
const MAX_COOKIES = 200;
/** In characters, of which the longest of browsers have half. */
const MAX_USER_AGENT = 512;

/** Never a page, nor a route, for its dot: Next.js answers 404, and looks at nothing else. */
const NOWHERE = '/.crowded';

/**
 * Makes of a request one that costs no more than others, before Next.js sees it, or leads it nowhere: of
 * what nobody sends who means well, a few kilobytes keep a process busy for a second.
 */
export function tameRequest(request: IncomingMessage): void {
  const { cookie = '', 'user-agent': userAgent } = request.headers;
  const path = pathOf(request.url ?? '/');
  const isCrowded = exceeds(path, '&', MAX_PARAMETERS) || exceeds(cookie, ';', MAX_COOKIES);
  request.url = isCrowded ? NOWHERE : path;
  if (userAgent) request.headers['user-agent'] = userAgent.slice(0, MAX_USER_AGENT);
}

/**
 * A request may be about the whole server, or name it: RFC 9112, sections 3.2.4 and 3.2.2. Next.js
 * answers the one with a 500, and sends the other round in circles.
 */
function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}

const exceeds = (list: string, separator: string, max: number) =>
  list.split(separator, max + 1).length > max;
