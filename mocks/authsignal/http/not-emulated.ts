import type { Context } from 'hono';

import { requireSecretKey, requireTenantIdOrToken } from '../access/authorization';
import { refuse } from './errors';
import type { Call } from './operation';
import type { Tenant } from '../tenant';

/** The browser SDK asks this one again, every second, until the answer is a success or no JSON. */
const POLLED = '/client/verify/email-magic-link/finalize';

/**
 * Answers what the emulator does not imitate, once the caller has shown its key: with an error that names the
 * operation. The terminal tells of each operation once.
 */
export function createNotEmulated(tenant: Tenant) {
  const told = new Set<string>();

  return (c: Context, call: Call): Response => {
    const path = c.req.path.replace(/^\/v1/, '');
    if (path.startsWith('/client/')) requireTenantIdOrToken(call, tenant);
    else requireSecretKey(call, tenant);

    const name = `${c.req.method} ${withoutIds(path)}`;
    const description = `The Authsignal emulator does not imitate ${name}.`;
    if (!told.has(name)) console.warn(description);
    told.add(name);

    const { body, status } = refuse('not_emulated', description);
    c.set('answer', body);
    return path === POLLED ? c.text(`${body.error}: ${description}`, status) : c.json(body, status);
  };
}

/** A path as Authsignal documents it. */
const withoutIds = (path: string): string =>
  path
    .replace(/^\/users\/[^/]+\//, '/users/:userId/')
    .replace(/\/devices\/[^/]+/, '/devices/:deviceId');
