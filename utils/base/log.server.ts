import pino from 'pino';

import { requestId } from '@/utils/base/current-request.server';

/** Log codes and ids, never an address, a token, a cookie, or an error of an SDK, which carries keys. */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => ({ requestId: requestId() }),
});

/** The part of an error that may be logged: its text and fields may hold a secret. */
export const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');
