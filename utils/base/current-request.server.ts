import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';

export type RequestWithCookies = IncomingMessage & { cookies: Partial<Record<string, string>> };

/** Names the request. Each one gets its own, whatever the client has sent: see dressEveryAnswer. */
export const REQUEST_ID_HEADER = 'x-request-id';

/** When an answer is due, in milliseconds from the request, whatever is slow or out. */
export const ANSWER_DUE_MS = 4_500;

interface RequestContext {
  id: string;
  /** The request itself, for whom a library calls without handing it on. */
  req?: RequestWithCookies;
  /** By the clock of `performance.now`. */
  dueAt: number;
}

/** Of the whole process, as the database client is: Next.js bundles pages and API routes apart. */
const kept = globalThis as typeof globalThis & {
  passkeyRequests?: AsyncLocalStorage<RequestContext>;
};
const storage = (kept.passkeyRequests ??= new AsyncLocalStorage());

/** Does `work` so that each line it logs carries the id of the request, and its queries end in time. */
export function withRequestId<T>(req: RequestWithCookies, work: () => T): T {
  const id = req.headers[REQUEST_ID_HEADER]?.toString() ?? crypto.randomUUID();
  const context = storage.getStore() ?? { id, req, dueAt: performance.now() + ANSWER_DUE_MS };
  return storage.run(context, work);
}

/** The id of the request that is being answered, or undefined outside of one. */
export const requestId = () => storage.getStore()?.id;

/** The request that is being answered, or undefined outside of one. */
export const currentRequest = () => storage.getStore()?.req;

/** Has the answer to this request be due so many milliseconds from now. */
export function answerWithin(milliseconds: number): void {
  const context = storage.getStore();
  if (context) context.dueAt = performance.now() + milliseconds;
}

/** The whole milliseconds until the answer is due; without end outside of a request. */
export const timeLeft = () =>
  Math.max(0, Math.ceil((storage.getStore()?.dueAt ?? Infinity) - performance.now()));

/** Does `work` beside the request, which neither waits for it nor sets it a limit. */
export const inBackground = (work: () => Promise<unknown>): void =>
  storage.run({ id: requestId() ?? '', dueAt: Infinity }, () => void work().catch(() => {}));
