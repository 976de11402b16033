import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { z } from 'zod';

import { outcomeSchema } from '../store/records';
import type { Tenant } from '../tenant';
import { controlAccess } from './access';

const outcomeBody = z.object({ outcome: outcomeSchema });

/** What tests and scripts do to the emulator, at `/_emulator`. No part of Authsignal's API. */
export function createControlApi(tenant: Tenant): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(controlAccess(tenant.secretKey));

  app.put('/outcomes/:action', async (c) => {
    const parsed = outcomeBody.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return c.json({ error: 'invalid_request' }, 400);
    tenant.store.saveOutcome(c.req.param('action'), parsed.data.outcome);
    return c.body(null, 204);
  });

  app.post('/reset', (c) => {
    tenant.store.clear();
    return c.body(null, 204);
  });
  return app;
}
