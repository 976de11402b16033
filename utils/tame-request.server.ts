import type { IncomingMessage } from 'node:http';

/** More than any link, form or browser of ours sends; what Next.js does with them grows by the square. */
const MAX_PARAMETERS = 100;
/** More than browsers keep for a site. */
const MAX_COOKIES = 150;
/** In characters; the longest of browsers have half of it. */
const MAX_USER_AGENT = 512;

/**
 * Makes of a request one that costs no more than others, before Next.js sees it: of what nobody sends
 * who means well, a few kilobytes keep a process busy for a second.
 */
export function tameRequest(request: IncomingMessage): void {
  const { cookie = '', 'user-agent': userAgent } = request.headers;
  request.url = withoutCrowd(pathOf(request.url ?? '/'));
  if (cookie.split(';', MAX_COOKIES + 1).length > MAX_COOKIES) delete request.headers.cookie;
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

const withoutCrowd = (path: string) =>
  path.split('&', MAX_PARAMETERS + 1).length > MAX_PARAMETERS ? path.replace(/\?.*/s, '') : path;
