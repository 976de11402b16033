import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';

import type { Control } from '../index';
import { InputError } from './parse-input';

type Env = { Bindings: HttpBindings };

/** The methods of Control over HTTP, at `/_emulator`. They check what they are given. */
export function createControlApi(control: Control): Hono<Env> {
  const app = new Hono<Env>();
  const done = (c: Context) => c.body(null, 204);

  app.post('/seed', async (c) => {
    control.seed(await readJson(c));
    return done(c);
  });
  app.post('/reset', (c) => {
    control.reset();
    return done(c);
  });
  app.get('/state', (c) => c.json(control.state()));
  app.get('/requests', (c) => c.json(control.requests()));

  app.put('/outcomes/:action', async (c) => {
    control.setOutcome(c.req.param('action'), (await readJson(c)).outcome);
    return done(c);
  });
  app.put('/rules', async (c) => {
    control.setRules(await readJson(c));
    return done(c);
  });
  app.put('/faults', async (c) => {
    const { faults, seed } = await readJson(c);
    control.setFaults(faults, seed);
    return done(c);
  });
  app.put('/clock', async (c) => {
    control.setClock(await readJson(c));
    return done(c);
  });

  app.get('/webhooks', (c) => c.json(control.webhooks()));
  app.post('/webhooks/:id', async (c) => c.json(await control.resendWebhook(c.req.param('id'))));
  app.post('/challenges', async (c) => c.json(control.finishChallenge(await readJson(c))));

  app.onError((error, c) => {
    if (!(error instanceof InputError)) throw error;
    return c.json({ error: 'invalid_request', errorDescription: error.message }, 400);
  });
  return app;
}

/** The body, with fields of any type, since hono types it so. */
async function readJson(c: Context) {
  const json = await c.req.json().catch(() => undefined);
  if (typeof json !== 'object' || json === null) throw new InputError('The body is no JSON.');
  return json;
}
