import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';

import { createApi } from './api';
import { controlAccess } from '../control/control-access';
import type { Instruments } from '../control/control';
import { createControlApi } from '../control/control-api';
import { Cut } from '../control/strike';
import { type ErrorCode, refuse } from './errors';
import type { Control } from '../index';
import { createPortal } from '../portal/portal';
import type { Tenant } from '../tenant';

type Env = { Bindings: HttpBindings };
export type App = Hono<Env>;

/** All that is served: the API, the control of it, and the portal. A request that is cut throws a Cut. */
export function createApp(
  tenant: Tenant,
  control: Control,
  instruments: Instruments & { closed: AbortSignal },
): App {
  const app = new Hono<Env>();
  app.route('/', createApi(tenant, instruments));
  app.use(controlAccess(tenant.secretKey));
  app.route('/_emulator', createControlApi(control));
  app.route('/', createPortal(tenant, control, instruments));
  app.notFound((c) => answer(c, 'not_found'));
  app.onError((error, c) => {
    if (error instanceof Cut) throw error;
    console.error(error);
    return answer(c, 'internal_error');
  });
  return app;
}

function answer(c: Context, code: ErrorCode) {
  const { body, status } = refuse(code);
  return c.json(body, status);
}
