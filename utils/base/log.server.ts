import type { IncomingMessage } from 'node:http';

import pino from 'pino';

import { clientHash } from '@/utils/base/client-address.server';
import { requestContext } from '@/utils/base/current-request.server';
import { telemetry } from '@/utils/base/telemetry.server';

/** Log codes and ids, never an address, a token, a cookie, or an error of an SDK, which carries keys. */
export const log = pino({
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin(line) {
    telemetry()?.countLine(line);
    return requestFacts();
  },
});

/** Which request a line belongs to, where it goes, from where it comes and, once that is known, whose it is. */
function requestFacts() {
  const { id: requestId, req, userId } = requestContext() ?? {};
  const where = req && { route: routeOf(req), client: clientHash(req) };
  // OpenTelemetry's name for it in a log.
  return { requestId, trace_id: telemetry()?.traceId(), ...where, userId };
}

/** The path. Instead of a part that may be an id, a token or an address it says `*`. */
const routeOf = ({ url = '' }: IncomingMessage) =>
  url
    .replace(/\?.*/s, '')
    .split('/', 6)
    .map((part) => (/^[a-z_-]{0,32}$/.test(part) ? part : '*'))
    .join('/');

/** One line for each request that is refused. */
export const logRefusal = (code: string, status: number): void =>
  log.warn({ event: 'refused', code, status });

/** The part of an error that may be logged: its text and fields may hold a secret. */
export const nameOf = (error: unknown) => (error instanceof Error ? error.name : '');
