import { createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';

import type { RequestWithCookies } from '@/utils/base/current-request.server';
import { presentSecret, secrets } from '@/utils/base/env.server';
import { cookieName, setCookie } from '@/utils/http/cookies.server';

/** The longest that browsers keep a cookie, in seconds (RFC 6265bis, 5.6.2). */
const KEEP_S = 400 * 24 * 60 * 60;
const MAX_USERS = 8;
const MARK = /^[\w-]{22}$/;

const name = () => cookieName('known-users');

/** A user's mark: always the same, and without our secret it cannot be told whose it is. */
const mark = (userId: string, secret: string) =>
  createHmac('sha256', secret).update(`known\n${userId}`).digest('base64url').slice(0, 22);

const marksIn = ({ cookies }: RequestWithCookies) => (cookies[name()] ?? '').split('.');

/** Whether the user has signed in with this browser before. It is kept there, so that no table lists browsers. */
export function isKnownBrowser(req: RequestWithCookies, userId: string): boolean {
  const marks = marksIn(req);
  return secrets().some((secret) => marks.includes(mark(userId, secret)));
}

/** From now on this browser is known to be the user's, and to be that of the last seven others. */
export function rememberBrowser(req: RequestWithCookies, res: ServerResponse, userId: string) {
  const own = secrets().map((secret) => mark(userId, secret));
  const others = marksIn(req).filter((each) => MARK.test(each) && !own.includes(each));
  const marks = [mark(userId, presentSecret()), ...others].slice(0, MAX_USERS);
  setCookie(res, name(), marks.join('.'), KEEP_S);
}
