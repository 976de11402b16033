import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';

import type { Instruments } from '../control/control';
import { InputError } from '../control/parse-input';
import type { Control } from '../index';
import type { Tenant } from '../tenant';
import { actionsPage } from './actions-page';
import { faultsPage } from './faults-page';
import { findUsers } from './find-users';
import { addForms } from './forms';
import { messagePage } from './layout';
import { requestsPage } from './requests-page';
import { userPage } from './user-page';
import { usersPage } from './users-page';
import { webhooksPage } from './webhooks-page';

const STYLE = readFileSync(join(__dirname, 'style.css'), 'utf8');

/** The newest actions that a user's page shows. */
const MAX_ACTIONS = 100;

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  // With `no-referrer`, browsers send forms without their origin, and they would be refused.
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** The pages to look at the emulator and to set it. They need no JavaScript. */
export function createPortal(
  tenant: Tenant,
  control: Control,
  { faults, clock }: Instruments,
): Hono<{ Bindings: HttpBindings }> {
  const { store, now } = tenant;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    await next();
  });

  app.get('/style.css', (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css' }));

  app.get('/', (c) => {
    const { q: query = '', page = '1' } = c.req.query();
    const list = findUsers(store, query, Number.parseInt(page, 10) || 1);
    const countPasskeys = (userId: string) => store.listPasskeys(userId).length;
    return c.html(usersPage({ ...list, query, countPasskeys }));
  });

  app.get('/user', async (c, next) => {
    const userId = c.req.query('id') ?? '';
    const user = store.findUser(userId);
    const actions = store.listActions(userId).slice(-MAX_ACTIONS).reverse();
    if (!user && actions.length === 0) return next();
    const authenticators = store.listAuthenticators(userId);
    return c.html(userPage({ userId, user, authenticators, actions }));
  });

  app.get('/actions', (c) => {
    const codes = new Set([...store.actionCodes(), ...Object.keys(store.settings.outcomes)]);
    return c.html(actionsPage({ ...store.settings, actionCodes: [...codes].sort() }));
  });
  app.get('/requests', (c) => c.html(requestsPage(control.requests())));
  app.get('/webhooks', (c) => c.html(webhooksPage(control.webhooks())));
  app.get('/faults', (c) =>
    c.html(faultsPage({ faults: faults.list(), now: now(), ahead: clock.ahead() })),
  );
  addForms(app, tenant, control, faults);

  app.get('/*', (c) =>
    c.html(messagePage('Not found', 'There is no such page, or no such user.'), 404),
  );
  app.onError((error, c) => {
    if (!(error instanceof InputError)) throw error;
    return c.html(messagePage('This was not done', error.message), 400);
  });
  return app;
}
