import pino from 'pino';

import { requestId } from '@/utils/base/current-request.server';

/**
 * One JSON line an event on standard output, with the id that the answer carries too. Callers name
 * codes and ids; they never pass an error of an SDK, which carries keys and tokens, nor an address, a
 * token or a cookie.
 */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => ({ requestId: requestId() }),
});

/** What may be logged of an error: its text and its fields may hold a secret. */
export const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');
