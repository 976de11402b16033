import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The parameters of what is to be done: all that must not change between the confirmation and the deed. */
export type Operation = Readonly<Record<string, string | number | boolean>>;

/** What a confirmation counts for. */
export interface Deed {
  /** The action's code in the Authsignal Portal. */
  action: string;
  /** Names this sign-in of the user, and no other: the id of the session. */
  sessionId: string;
  operation: Operation;
}

/** 16 random bytes in base64url. */
const NONCE_LENGTH = 22;

/** The same parameters have the same hash, in any order. */
export function hashOperation(operation: Operation): string {
  const entries = Object.entries(operation).sort(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(entries)).digest('base64url');
}

/**
 * The idempotency key of a challenge for this deed. Authsignal keeps it and tells it with the result, so that
 * no table is needed. It holds the action, because a browser can begin a challenge with a key of its choice.
 */
export function keyFor(
  { action, sessionId, operation }: Deed,
  secret: string,
  nonce = randomBytes(16).toString('base64url'),
): string {
  const bound = JSON.stringify(['step-up', nonce, sessionId, action, hashOperation(operation)]);
  return nonce + createHmac('sha256', secret).update(bound).digest('base64url');
}

/** Whether `keyFor` has made the key, for this very deed. */
export function isKeyFor(key: string, deed: Deed, secret: string): boolean {
  const expected = Buffer.from(keyFor(deed, secret, key.slice(0, NONCE_LENGTH)));
  const given = Buffer.from(key);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
