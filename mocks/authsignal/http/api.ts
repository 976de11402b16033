import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

import type { Faults } from '../control/faults';
import { logRequests, type RequestLog, type Variables } from '../control/request-log';
import { strike } from '../control/strike';
import { Refusal, refuse } from './errors';
import { readLimitedBody } from './limited-body';
import { createNotEmulated } from './not-emulated';
import type { Call } from './operation';
import { operations } from './operations';
import type { Tenant } from '../tenant';

const MAX_BODY_BYTES = 64 * 1024;

type Env = { Bindings: HttpBindings; Variables: Variables };
type Surroundings = { faults: Faults; requests: RequestLog; closed: AbortSignal };

/** The HTTP side of the API, at `/v1`: every answer is JSON, and every error has a code. */
export function createApi(tenant: Tenant, { faults, requests, closed }: Surroundings): Hono<Env> {
  const app = new Hono<Env>().basePath('/v1');
  // Any page may call, because the API reads the Authorization header and no cookie.
  app.use(
    '/client/*',
    cors({
      origin: (origin) => origin,
      credentials: true,
      allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
      allowHeaders: ['Authorization', 'Content-Type'],
      maxAge: 7200,
    }),
  );
  app.use(logRequests(requests, tenant));
  app.use(async (c, next) => {
    const body = await readLimitedBody(c.req.raw, MAX_BODY_BYTES);
    if (body === undefined) return refusal(c, refuse('too_large'));
    c.set('body', body);
    return next();
  });
  app.use(async (c, next) => {
    if (!isEncoded(c.req.path)) return refusal(c, refuse('bad_request'));
    return next();
  });

  for (const operation of operations) {
    app.on(operation.method, operation.path, (c) => {
      c.set('operation', operation.id);
      const fault = faults.take(operation.id);
      c.set('fault', fault?.kind);
      const proceed = () =>
        answer(c, async (call) => reply(c, await operation.answer(tenant, call)));
      if (!fault) return proceed();
      const fail = (body: object, status: number) => {
        c.set('answer', body);
        return Response.json(body, { status });
      };
      const signal = AbortSignal.any([c.req.raw.signal, closed]);
      return strike(fault, signal, { answer: proceed, fail });
    });
  }
  const notEmulated = createNotEmulated(tenant);
  app.all('/*', (c) => answer(c, (call) => notEmulated(c, call)));
  return app;
}

type Answer = (call: Call) => Response | Promise<Response>;

async function answer(c: Context<Env>, respond: Answer): Promise<Response> {
  try {
    return await respond(readCall(c));
  } catch (error) {
    if (error instanceof Refusal) return refusal(c, error);
    throw error;
  }
}

function readCall(c: Context<Env>): Call {
  const { origin, searchParams: query } = new URL(c.req.url);
  const headers = c.req.raw.headers;
  return { params: c.req.param(), query, headers, json: parse(c.get('body')), origin };
}

function parse(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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

const refusal = (c: Context<Env>, { body, status }: Refusal) => reply(c, body, status);

function reply(c: Context<Env>, body: object, status: ContentfulStatusCode = 200) {
  c.set('answer', body);
  return c.json(body, status);
}
