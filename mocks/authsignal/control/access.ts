import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';

import { isSameText } from '../tokens';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;
const LOCAL_NAME = /^(localhost|[\w-]+\.localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/**
 * Lets programs and browsers of this machine in. From elsewhere, as from outside of a container, the secret
 * key is needed. Pages of other sites are refused, also behind a name that an attacker points here.
 */
export function controlAccess(secretKey: string): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return async (c, next) => {
    const host = c.req.header('host') ?? '';
    const origin = c.req.header('origin');
    const site = c.req.header('sec-fetch-site');
    const isForeign = origin ? origin !== `http://${host}` : site === 'cross-site';
    if (isForeign) return c.text('Only pages of the emulator itself may do this.', 403);

    const remote = c.env.incoming?.socket.remoteAddress ?? '';
    const isLocal = LOOPBACK.test(remote) && LOCAL_NAME.test(host);
    const key = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
    if (isLocal || isSameText(c.req.header('authorization') ?? '', key)) return next();

    c.header('WWW-Authenticate', 'Basic realm="The secret key is the user name"');
    return c.text('From outside of this machine, the secret key is needed.', 401);
  };
}
