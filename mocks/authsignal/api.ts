import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';

import { createControlApi } from './control/control-api';
import { Refusal, refuse } from './errors';
import { createNotEmulated } from './not-emulated';
import type { Call } from './operation';
import { operations } from './operations';
import type { Tenant } from './tenant';

const MAX_BODY_BYTES = 64 * 1024;

/** The HTTP side of the API: every answer is JSON, and every error has a code. */
export function createApi(tenant: Tenant): Hono {
  const app = new Hono();
  // Any page may call, because the API reads the Authorization header and no cookie.
  app.use(
    '/v1/*',
    cors({
      origin: (origin) => origin,
      credentials: true,
      allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
      allowHeaders: ['Authorization', 'Content-Type'],
      maxAge: 7200,
    }),
  );
  app.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => refusal(c, refuse('too_large')) }));
  app.use(async (c, next) => {
    if (!isEncoded(c.req.path)) return refusal(c, refuse('bad_request'));
    return next();
  });

  for (const operation of operations) {
    app.on(operation.method, `/v1${operation.path}`, (c) =>
      answer(c, async (call) => c.json(await operation.answer(tenant, call))),
    );
  }
  app.route('/_emulator', createControlApi(tenant));
  const notEmulated = createNotEmulated(tenant);
  app.all('/v1/*', (c) => answer(c, (call) => notEmulated(c, call)));
  app.notFound((c) => refusal(c, refuse('not_found')));
  app.onError((error, c) => {
    console.error(error);
    return refusal(c, refuse('internal_error'));
  });
  return app;
}

type Answer = (call: Call) => Response | Promise<Response>;

async function answer(c: Context, respond: Answer): Promise<Response> {
  try {
    return await respond(await readCall(c));
  } catch (error) {
    if (error instanceof Refusal) return refusal(c, error);
    throw error;
  }
}

async function readCall(c: Context): Promise<Call> {
  const { origin, searchParams: query } = new URL(c.req.url);
  const headers = c.req.raw.headers;
  const json: unknown = await c.req.json().catch(() => undefined);
  return { params: c.req.param(), query, headers, json, origin };
}

/** hono leaves a bad percent-encoding as it is. */
function isEncoded(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const refusal = (c: Context, { body, status }: Refusal) => c.json(body, status);
