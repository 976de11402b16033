import pino from 'pino';

import { requestId } from '@/utils/base/current-request.server';

/**
 * One JSON line per event on standard output, with the request's id. Log codes and ids, never an error of
 * an SDK, which carries keys and tokens, and never an address, a token or a cookie.
 */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => ({ requestId: requestId() }),
});

/** The part of an error that may be logged: its text and fields may hold a secret. */
export const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');
