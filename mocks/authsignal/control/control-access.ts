import type { HttpBindings } from '@hono/node-server';
import type { HonoRequest, MiddlewareHandler } from 'hono';

import { DEFAULT_SECRET_KEY, isSameText } from '../access/tokens';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const LOCAL_NAME = /^(localhost|[\w-]+\.localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/**
 * Lets programs and browsers of this machine in. From elsewhere, as from outside of a container, the secret
 * key is needed, and a key that is not the default, which everybody knows. Pages of other sites may link here
 * and do nothing else, also if they have a name that an attacker points here.
 */
export function controlAccess(secretKey: string): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const isForeign = origin ? origin !== `http://${host}` : site === 'cross-site';
    if (isForeign && !isLink(c.req))
      return c.text('Only pages of the emulator itself may do this.', 403);

    const remote = c.env.incoming?.socket.remoteAddress ?? '';
    const isLocal = LOOPBACK.test(remote) && LOCAL_NAME.test(host);
    const key = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
    const hasKey = isSameText(c.req.header('authorization') ?? '', key);
    if (isLocal || (hasKey && secretKey !== DEFAULT_SECRET_KEY)) return next();

    c.header('WWW-Authenticate', 'Basic realm="The secret key is the user name"');
    return c.text('From outside of this machine, a secret key of your own is needed.', 401);
  };
}

/** Whether a user has followed a link, so that no page reads the answer. */
const isLink = (request: HonoRequest): boolean =>
  request.method === 'GET' &&
  request.header('sec-fetch-mode') === 'navigate' &&
  request.header('sec-fetch-dest') === 'document';
