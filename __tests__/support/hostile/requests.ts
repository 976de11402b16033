import { createDice, type Dice, type Words } from './dice';
import { hostileBody } from './bodies';
import { hostileFields } from './fields';
import { hostileCookies, hostileHeader, hostileHeaders } from './headers';

/** What a request needs to get past the first guard: some carry it, so that they reach the next. */
export interface Credentials {
  origin: string;
  csrfToken: string;
  csrfCookie: string;
  /** Of somebody who is signed in. */
  sessionCookie: string;
}

export interface HostileRequest {
  /** As it goes over the wire. */
  bytes: Buffer;
  /** False where it promises more than it sends: its sender hangs up. */
  isComplete: boolean;
}

const METHODS: Words = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'FOO'];

/** Requests without end that are to break something; the same seed gives the same ones. */
export function* hostileRequests(seed: number, paths: Words, credentials: Credentials) {
  for (const dice = createDice(seed); ; ) yield hostileRequest(dice, paths, credentials);
}

function hostileRequest(dice: Dice, paths: Words, credentials: Credentials): HostileRequest {
  const usual = dice.chance(0.6) ? 'POST' : 'GET';
  const method = dice.chance(0.85) ? usual : dice.pick(METHODS);
  const path = dice.pick(paths);
  const [type, body] = method === 'GET' ? ['', ''] : hostileBody(dice, credentials);
  const [isComplete, length] = contentLength(dice, body);

  const lines = [
    `${method} ${path}${hostileQuery(dice)} HTTP/1.1`,
    `Host: ${dice.chance(0.8) ? new URL(credentials.origin).host : hostileHeader(dice)}`,
    'Connection: close',
    ...(type && dice.chance(0.95) ? [`Content-Type: ${type}`] : []),
    ...length,
    ...hostileHeaders(dice),
    ...hostileCookies(dice, path, credentials),
    `Origin: ${dice.chance(0.7) ? credentials.origin : hostileHeader(dice)}`,
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return { bytes: Buffer.concat([head, Buffer.from(body)]), isComplete };
}

/** Whether all that is announced is sent, and the headers that announce it. */
function contentLength(dice: Dice, body: string): [boolean, string[]] {
  const length = Buffer.byteLength(body);
  if (dice.chance(0.95)) return [true, length > 0 ? [`Content-Length: ${length}`] : []];
  const odd = dice.pick([
    `${length + 10}`,
    `${Math.max(0, length - 3)}`,
    '-1',
    '1e3',
    '99999999999',
  ]);
  const lines = [`Content-Length: ${odd}`];
  if (dice.chance(0.3)) lines.push(`Content-Length: ${length}`);
  if (dice.chance(0.3)) lines.push('Transfer-Encoding: chunked');
  return [false, lines];
}

function hostileQuery(dice: Dice): string {
  if (dice.chance(0.6)) return '';
  return `?${hostileFields(dice, dice.below(5) + 1)}`;
}
