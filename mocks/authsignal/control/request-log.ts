import type { MiddlewareHandler } from 'hono';

import type { LoggedRequest } from '../index';
import type { LastItems } from './last-items';
import type { Tenant } from '../tenant';
import { maskAuthorization, maskJson, maskText } from './mask';

const MAX_TEXT = 20_000;

/** What the handlers of one request share. */
export type Variables = { body?: string; operation?: string; fault?: string; answer?: object };

/** The last requests. Each is described, and its secrets masked, only when somebody looks. */
export type RequestLog = LastItems<() => LoggedRequest>;

/** Keeps each request with its answer. */
export function logRequests(
  requests: RequestLog,
  { now, secretKey }: Tenant,
): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    const startedAt = performance.now();
    const { method, url } = c.req;
    const time = now();
    let isAnswered = false;
    try {
      await next();
      isAnswered = true;
    } finally {
      const { body, operation, fault, answer } = c.var;
      const ms = Math.round(performance.now() - startedAt);
      const authorization = c.req.header('authorization');
      const status = isAnswered ? c.res.status : undefined;
      requests.add(() => ({
        time: new Date(time).toISOString(),
        operation,
        method,
        path: maskText(url.replace(/^\w+:\/\/[^/]*/, ''), secretKey),
        status,
        ms,
        fault,
        authorization: maskAuthorization(authorization),
        request: describe(body, secretKey),
        response: isAnswered ? describe(answer, secretKey) : undefined,
      }));
    }
  };
}

/** The JSON, or the text if it is none, or undefined if it is empty. */
function describe(content: string | object | undefined, secretKey: string): unknown {
  if (!content) return undefined;
  const json = typeof content === 'string' ? parse(content) : content;
  const masked = json ? maskJson(json, secretKey) : maskText(String(content), secretKey);
  const text = JSON.stringify(masked);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : masked;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
