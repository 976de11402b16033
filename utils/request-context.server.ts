import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';

/** Names the request. Each one gets its own, whatever the client has sent: see dressEveryAnswer. */
export const REQUEST_ID_HEADER = 'x-request-id';

const storage = new AsyncLocalStorage<string | undefined>();

/** Does `work` so that each line it logs carries the id of the request. */
export function withRequestId<T>({ headers }: Pick<IncomingMessage, 'headers'>, work: () => T): T {
  return storage.run(headers[REQUEST_ID_HEADER]?.toString(), work);
}

/** The id of the request that is being answered, or undefined outside of one. */
export const requestId = () => storage.getStore();
