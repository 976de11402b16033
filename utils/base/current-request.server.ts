import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { getBuiltinRequestContext } from 'next/dist/server/after/builtin-request-context';

import { isServerless } from '@/utils/base/env.server';

export type RequestWithCookies = IncomingMessage & { cookies: Partial<Record<string, string>> };

/** Holds the request's id, which the server makes: see every-request.server. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** How long an answer may take, in milliseconds, even if something else is slow or out. */
export const ANSWER_DUE_MS = 4_500;

interface RequestContext {
  id: string;
  /** Undefined in the background. */
  req?: RequestWithCookies;
  /** Only where a route has given it. */
  res?: ServerResponse;
  /** By the clock of `performance.now`. */
  dueAt: number;
  /** Known once the session has been read. */
  userId?: string;
}

/** One per process, because Next.js bundles pages and API routes apart. */
const kept = globalThis as typeof globalThis & {
  passkeyRequests?: AsyncLocalStorage<RequestContext>;
};
const storage = (kept.passkeyRequests ??= new AsyncLocalStorage());

/** Runs `work` for this request: its log lines carry the request's id, its queries keep the deadline. */
export function withRequestId<T>(req: RequestWithCookies, work: () => T, res?: ServerResponse): T {
  cleanCookies(req); // guard: cookie-bytes
  // On a serverless host the header is the client's own.
  const given = isServerless() ? undefined : req.headers[REQUEST_ID_HEADER]?.toString();
  const id = given ?? crypto.randomUUID();
  const context = storage.getStore() ?? { id, req, res, dueAt: performance.now() + ANSWER_DUE_MS };
  return storage.run(context, work);
}

/**
 * Next.js drops a no-break space before a cookie's name. So a neighbouring subdomain could set cookies that pass
 * for ours: a browser sees no `__Host-` at the beginning of such a name, and lets the neighbour set it. Next.js
 * parses the header when `cookies` is first read, which is later.
 */
function cleanCookies({ headers }: IncomingMessage): void {
  if (headers.cookie) headers.cookie = headers.cookie.replace(/[^\t\x20-\x7e]/g, '?');
}

/** Undefined outside of a request. */
export const requestContext = (): Readonly<RequestContext> | undefined => storage.getStore();
export const currentRequest = () => requestContext()?.req;
/** Its cookies stay on NextAuth's answer. Undefined outside of NextAuth's route. */
export const currentResponse = () => requestContext()?.res;

/** From now on the log's lines of this request name its user. */
export function noteUser(userId: string): void {
  const context = storage.getStore();
  if (context) context.userId = userId;
}

/** Sets this answer's deadline, in milliseconds from now. */
export function answerWithin(milliseconds: number): void {
  const context = storage.getStore();
  if (context) context.dueAt = performance.now() + milliseconds;
}

/** The whole milliseconds until the answer's deadline; Infinity outside of a request. */
export const timeLeft = () =>
  Math.max(0, Math.ceil((storage.getStore()?.dueAt ?? Infinity) - performance.now()));

/** What `work` resolves to. Throws when this request's answer is due, or after `limit` milliseconds. */
export async function untilDue<T>(work: () => Promise<T>, limit = Infinity): Promise<T> {
  const late = new Error('The answer is due.');
  const time = Math.min(timeLeft(), limit);
  if (time === 0) throw late;

  let timer: NodeJS.Timeout | undefined;
  const due = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(reject, time, late);
  });
  return Promise.race([work(), due]).finally(() => clearTimeout(timer));
}

/**
 * Runs `work` in the background, without the request's deadline. A serverless host may wait for it before it freezes
 * the process (nextjs.org/docs/app/api-reference/functions/after), or may not: nothing may be lost if it is never done.
 */
export function inBackground(work: () => Promise<unknown>): void {
  const context = { id: requestContext()?.id ?? '', dueAt: Infinity };
  const done = storage.run(context, () => work().catch(() => {}));
  getBuiltinRequestContext()?.waitUntil?.(done);
}
