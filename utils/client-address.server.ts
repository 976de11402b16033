import type { IncomingMessage } from 'node:http';

import { env } from '@/utils/env.server';

/**
 * The address of the client, as far as it can be believed. Each trusted proxy appends the address
 * it was called from to X-Forwarded-For; what stands further left is the client's own word.
 */
export function clientAddress(req: IncomingMessage): string | undefined {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '').split(',');
  const hops = env().TRUSTED_PROXY_HOPS;
  if (hops === 0) return req.socket.remoteAddress;
  return forwarded.at(-hops)?.trim() || req.socket.remoteAddress;
}
