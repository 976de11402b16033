import type { MiddlewareHandler } from 'hono';

import type { LoggedRequest } from '../index';
import type { LastItems } from '../last-items';
import type { Tenant } from '../tenant';
import { maskAuthorization, maskJson, maskText } from './mask';

const MAX_TEXT = 20_000;

/** What the parts of a request's way tell each other. */
export type Variables = { body?: string; operation?: string; fault?: string };

/** Keeps each request with its answer, without what is secret in them. */
export function logRequests(
  requests: LastItems<LoggedRequest>,
  { now, secretKey }: Tenant,
): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    const startedAt = performance.now();
    const time = new Date(now()).toISOString();
    const { pathname, search } = new URL(c.req.url);
    let isAnswered = false;
    try {
      await next();
      isAnswered = true;
    } finally {
      requests.add({
        time,
        operation: c.get('operation'),
        method: c.req.method,
        path: maskText(pathname + search, secretKey),
        status: isAnswered ? c.res.status : undefined,
        ms: Math.round(performance.now() - startedAt),
        fault: c.get('fault'),
        authorization: maskAuthorization(c.req.header('authorization')),
        request: describe(c.get('body'), secretKey),
        response: isAnswered ? describe(await c.res.clone().text(), secretKey) : undefined,
      });
    }
  };
}

/** The body's JSON, or its text if it is none, or undefined if it is empty. */
function describe(text: string | undefined, secretKey: string): unknown {
  if (!text) return undefined;
  if (text.length > MAX_TEXT) return `${maskText(text, secretKey).slice(0, MAX_TEXT)}…`;
  try {
    return maskJson(JSON.parse(text), secretKey);
  } catch {
    return maskText(text, secretKey);
  }
}
